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
final class RecordRewinder implements Rewinder<ActiveRecord<?>, RecordRewinder.Memory> {
  static final RecordRewinder INSTANCE = new RecordRewinder();

  private RecordRewinder() {}

  /** A record's values, those last stored, and what it is to the database. */
  record Memory(Snapshot values, @Nullable Snapshot stored, RecordTies ties) {}

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
  public Memory remember(ActiveRecord<?> record) {
    return new Memory(mapping(record).capture(record), record.stored(), record.ties());
  }

  @Override
  public void restore(ActiveRecord<?> record, Memory memory) {
    mapping(record).restore(record, memory.values());
    record.become(memory.ties(), memory.stored());
  }

  @Override
  public void unsave(ActiveRecord<?> record, Memory memory) {
    Mapping<ActiveRecord<?>> mapping = mapping(record);
    Stream.of(mapping.id(), mapping.version(), mapping.createdAt(), mapping.updatedAt())
        .filter(Objects::nonNull)
        .forEach(column -> mapping.set(record, column, mapping.get(memory.values(), column)));
    record.become(memory.ties(), memory.stored());
  }

  @Override
  public void inDoubt(ActiveRecord<?> record, Memory memory) {
    record.become(record.ties().inDoubt(memory, record.ties().origin()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a record's class is the class of its mapping
  private static Mapping<ActiveRecord<?>> mapping(ActiveRecord<?> record) {
    return (Mapping) Lifecycle.modelOf(record).definition().mapping();
  }
}
