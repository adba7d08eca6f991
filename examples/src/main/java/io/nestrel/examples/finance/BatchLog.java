// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One import: when it started and completed, and how many of its rows were processed or failed. */
final class BatchLog extends ActiveRecord<BatchLog> {
  static final Model<BatchLog> batches = Model.of(BatchLog.class);

  enum Status {
    STARTED,
    COMPLETED
  }

  @Id private long id;
  @CreatedAt private @Nullable Instant startedAt;
  private @Nullable Instant completedAt;
  private Status status = Status.STARTED;
  private int processed;
  private int failed;

  /** Two imports that go on with the same batch do not get past each other. */
  @SuppressWarnings("UnusedVariable") // Nestrel reads it
  @Version
  private int version;

  void countProcessed() {
    processed++;
  }

  void countFailed() {
    failed++;
  }

  BatchLog complete(Instant now) {
    status = Status.COMPLETED;
    completedAt = now;
    return this;
  }

  long id() {
    return id;
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant completedAt() {
    return completedAt;
  }

  Status status() {
    return status;
  }

  int processed() {
    return processed;
  }

  int failed() {
    return failed;
  }
}
