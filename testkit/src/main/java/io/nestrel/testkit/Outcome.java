// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.error.InvalidSavepointException;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.NotNullViolationException;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UniqueViolationException;
import org.jspecify.annotations.Nullable;

/** How a step of a program ends. */
enum Outcome {
  DONE(null),
  NO_TRANSACTION(NoActiveTransactionException.class),
  INVALID_SAVEPOINT(InvalidSavepointException.class),
  SCOPE_FAILED(ScopeFailedException.class),
  REFUSED(TransactionException.class),
  DUPLICATE_KEY(UniqueViolationException.class),
  NOT_NULL(NotNullViolationException.class),
  STALE(StaleRecordException.class),
  NOT_FOUND(RecordNotFoundException.class);

  private final @Nullable Class<? extends Exception> exception;

  Outcome(@Nullable Class<? extends Exception> exception) {
    this.exception = exception;
  }

  /** The outcome that an exception stands for; any other exception is thrown on. */
  static Outcome of(RuntimeException thrown) {
    for (Outcome outcome : values()) {
      if (thrown.getClass() == outcome.exception) {
        return outcome;
      }
    }
    throw thrown;
  }
}
