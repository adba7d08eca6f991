// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transaction that a stream outside any transaction needs on some databases. */
final class StreamTransaction<C extends ControlConnection> implements Lease<C> {
  private static final Logger log = LoggerFactory.getLogger(StreamTransaction.class);

  private final RealTransaction<C> real;
  private final TransactionJournal journal;
  private final C connection;
  private final boolean mayWrite;
  private boolean failed;
  private boolean closed;

  private StreamTransaction(
      RealTransaction<C> real, TransactionJournal journal, C connection, boolean mayWrite) {
    this.real = real;
    this.journal = journal;
    this.connection = connection;
    this.mayWrite = mayWrite;
  }

  static <C extends ControlConnection> StreamTransaction<C> begin(
      RealTransaction<C> real, TransactionJournal journal, boolean mayWrite) {
    try {
      return new StreamTransaction<>(real, journal, real.beginning().alone(), mayWrite);
    } catch (ControlFailure e) {
      throw e.exception();
    }
  }

  @Override
  public <R extends @Nullable Object> R use(StatementWork<C, R> work) throws SQLException {
    return work.run(connection);
  }

  @Override
  public void beforeScopeEnds(Runnable close) {
    // There is no scope: the stream's own close ends it.
  }

  @Override
  public RuntimeException failed(SQLException failure, @Nullable String sql) {
    failed = true;
    return real.assess(failure, sql).error();
  }

  /** Ends the transaction; a second time does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    journal.ended(failed ? "rolled back" : "committed");
    if (failed) {
      rollback();
      return;
    }
    try {
      real.commit();
    } catch (UnknownCommitOutcomeException e) {
      // Of what only read, nothing is in doubt.
      throw !mayWrite && e.getCause() instanceof DatabaseException lost ? lost : e;
    }
  }

  private void rollback() {
    try {
      real.rollback();
    } catch (TransactionException e) {
      log.debug("The transaction of a stream that failed could not be rolled back", e);
    }
  }
}
