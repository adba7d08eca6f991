// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.Snapshot;
import io.nestrel.transaction.Epoch;
import io.nestrel.transaction.Rewinder;
import io.nestrel.transaction.TransactionManager;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How records rewind. */
final class RecordRewinder implements Rewinder<ActiveRecord<?>> {
  static final RecordRewinder INSTANCE = new RecordRewinder();

  private RecordRewinder() {}

  /** A record's values, and what it is to the database. */
  record Memory(Snapshot values, RecordTies ties) {}

  @Override
  public @Nullable TransactionManager manager(ActiveRecord<?> record) {
    Backend origin = record.ties().origin();
    return origin == null ? null : origin.transactionManager();
  }

  @Override
  public @Nullable Epoch epoch(ActiveRecord<?> record) {
    return record.epoch();
  }

  @Override
  public void remembered(ActiveRecord<?> record, @Nullable Epoch epoch) {
    record.remembered(epoch);
  }

  @Override
  public @Nullable Epoch birth(ActiveRecord<?> record) {
    return record.birth();
  }

  @Override
  public Snapshot values(ActiveRecord<?> record) {
    return mapping(record).capture(record);
  }

  @Override
  public RecordTies ties(ActiveRecord<?> record) {
    return record.ties();
  }

  @Override
  public void restore(ActiveRecord<?> record, Object values, Object ties) {
    mapping(record).restore(record, (Snapshot) values);
    record.become((RecordTies) ties);
  }

  @Override
  public void unsave(ActiveRecord<?> record, Object values, Object ties) {
    Mapping<ActiveRecord<?>> mapping = mapping(record);
    Stream.of(mapping.id(), mapping.version(), mapping.createdAt(), mapping.updatedAt())
        .filter(Objects::nonNull)
        .forEach(column -> mapping.set(record, column, mapping.get((Snapshot) values, column)));
    record.become((RecordTies) ties);
  }

  @Override
  public void inDoubt(ActiveRecord<?> record, Object values, Object ties) {
    Memory before = new Memory((Snapshot) values, (RecordTies) ties);
    record.become(record.ties().inDoubt(before, record.ties().origin()));
  }

  /** A record's whole state now. */
  Memory remember(ActiveRecord<?> record) {
    return new Memory(values(record), record.ties());
  }

  void restore(ActiveRecord<?> record, Memory memory) {
    restore(record, memory.values(), memory.ties());
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a record's class is the class of its mapping
  private static Mapping<ActiveRecord<?>> mapping(ActiveRecord<?> record) {
    return (Mapping) Lifecycle.modelOf(record).definition().mapping();
  }
}
