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
  public void remembered(ActiveRecord<?> record, Epoch epoch) {
    record.remembered(epoch);
  }

  @Override
  public @Nullable Epoch birth(ActiveRecord<?> record) {
    return record.birth();
  }

  @Override
  public Memory remember(ActiveRecord<?> record) {
    return new Memory(mapping(record).capture(record), record.ties());
  }

  @Override
  public void restore(ActiveRecord<?> record, Object state) {
    Memory memory = (Memory) state;
    mapping(record).restore(record, memory.values());
    record.become(memory.ties());
  }

  @Override
  public void unsave(ActiveRecord<?> record, Object unsaved) {
    Memory memory = (Memory) unsaved;
    Mapping<ActiveRecord<?>> mapping = mapping(record);
    Stream.of(mapping.id(), mapping.version(), mapping.createdAt(), mapping.updatedAt())
        .filter(Objects::nonNull)
        .forEach(column -> mapping.set(record, column, mapping.get(memory.values(), column)));
    record.become(memory.ties());
  }

  @Override
  public void inDoubt(ActiveRecord<?> record, Object before) {
    record.become(record.ties().inDoubt((Memory) before, record.ties().origin()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a record's class is the class of its mapping
  private static Mapping<ActiveRecord<?>> mapping(ActiveRecord<?> record) {
    return (Mapping) Lifecycle.modelOf(record).definition().mapping();
  }
}
