// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What saving itself puts into a row: the version and the timestamps. Moments have microseconds,
 * which every database keeps. Thread-safe if the clock is.
 */
final class Stamps<T> {
  private static final Values NONE = new Values(List.of(), List.of());

  private final Mapping<T> mapping;
  private final Clock clock;

  Stamps(Mapping<T> mapping, Clock clock) {
    this.mapping = mapping;
    this.clock = clock;
  }

  /** Values that replace those of the record in one statement. */
  record Values(List<MappedColumn> columns, List<Object> values) {
    @Nullable Object get(MappedColumn column) {
      int index = columns.indexOf(column);
      return index < 0 ? null : values.get(index);
    }

    /** Other columns, and these. */
    List<MappedColumn> columnsWith(List<MappedColumn> others) {
      if (columns.isEmpty()) {
        return others;
      }
      List<MappedColumn> all = new ArrayList<>(others);
      for (MappedColumn column : columns) {
        if (!all.contains(column)) {
          all.add(column);
        }
      }
      return all;
    }

    <T> void applyTo(Mapping<T> mapping, T record) {
      for (int i = 0; i < columns.size(); i++) {
        mapping.set(record, columns.get(i), values.get(i));
      }
    }

    private void add(MappedColumn column, Object value) {
      columns.add(column);
      values.add(value);
    }
  }

  /** Version 1 and the moments, unless the application has set them. */
  Values forInsert(T record) {
    return forInsert(record, hasNone() ? Instant.EPOCH : now());
  }

  /**
   * The same at a moment that several rows share.
   *
   * @param now of {@link #now}
   */
  Values forInsert(T record, Instant now) {
    if (hasNone()) {
      return NONE;
    }
    Values values = new Values(new ArrayList<>(3), new ArrayList<>(3));
    MappedColumn version = mapping.version();
    if (version != null) {
      values.add(version, counter(version, 1));
    }
    MappedColumn created = mapping.createdAt();
    if (created != null && mapping.get(record, created) == null) {
      values.add(created, moment(created.type(), now));
    }
    MappedColumn updated = mapping.updatedAt();
    if (updated != null && mapping.get(record, updated) == null) {
      values.add(updated, moment(updated.type(), now));
    }
    return values;
  }

  /** The next version and the moment. */
  Values forUpdate(Snapshot stored) {
    MappedColumn version = mapping.version();
    MappedColumn updated = mapping.updatedAt();
    if (version == null && updated == null) {
      return NONE;
    }
    Values values = new Values(new ArrayList<>(2), new ArrayList<>(2));
    if (version != null) {
      long before = mapping.get(stored, version) instanceof Number n ? n.longValue() : 0;
      values.add(version, counter(version, before + 1));
    }
    if (updated != null) {
      values.add(updated, moment(updated.type(), now()));
    }
    return values;
  }

  private boolean hasNone() {
    return mapping.version() == null && mapping.createdAt() == null && mapping.updatedAt() == null;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Object counter(MappedColumn column, long value) {
    boolean isLong = column.type() == long.class || column.type() == Long.class;
    return isLong ? (Object) value : (Object) Math.toIntExact(value);
  }

  private Object moment(Class<?> type, Instant now) {
    if (type == LocalDateTime.class) {
      return LocalDateTime.ofInstant(now, clock.getZone());
    } else if (type == LocalDate.class) {
      return LocalDate.ofInstant(now, clock.getZone());
    } else if (type == OffsetDateTime.class) {
      return OffsetDateTime.ofInstant(now, clock.getZone());
    }
    return now;
  }
}
