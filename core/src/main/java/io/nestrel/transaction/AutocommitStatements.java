// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.error.TransactionException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Statements outside any transaction: each is its own, committed by the server when it ends. Inside
 * {@link #runRaw} a thread keeps using the connection it has.
 */
final class AutocommitStatements<C extends ControlConnection> {
  private final Dialect dialect;
  private final ConnectionSource<C> source;
  private final OpenTransactions open;

  @SuppressWarnings(
      "ThreadLocalUsage") // one for each backend, which lives long; removed at the end
  private final ThreadLocal<@Nullable C> lent = new ThreadLocal<>();

  AutocommitStatements(Dialect dialect, ConnectionSource<C> source, OpenTransactions open) {
    this.open = open;
    this.dialect = dialect;
    this.source = source;
  }

  <R extends @Nullable Object> R run(
      @Nullable String sql, StatementKind kind, StatementWork<C, R> work) {
    try (AutocommitLease<C> lease = lease(kind)) {
      try {
        return lease.use(work);
      } catch (SQLException e) {
        throw lease.failed(e, sql);
      }
    }
  }

  /** Lends a connection to the application; further statements of the work use the same. */
  <R extends @Nullable Object> R runRaw(RawWork<C, R> work) {
    try (AutocommitLease<C> lease = lease(StatementKind.CHANGE)) {
      if (!lease.isBorrowed()) {
        return runRaw(work, lease);
      }
      lent.set(lease.connection());
      R result;
      try {
        result = runRaw(work, lease);
      } finally {
        lent.remove();
        lease.takenBack();
      }
      if (lease.isLeftOpen()) {
        throw new TransactionException(
            "The connection was left with a transaction open, which is rolled back: use transaction(…) instead of BEGIN");
      }
      return result;
    }
  }

  private <R extends @Nullable Object> R runRaw(RawWork<C, R> work, AutocommitLease<C> lease) {
    try {
      return work.run(lease.connection(), lease);
    } catch (SQLException e) {
      lease.failed(e);
      throw dialect.translate(e, null);
    }
  }

  /** A lease for a stream, with a transaction of its own where cursors need one. */
  Lease<C> leaseForStream(StatementKind kind) {
    if (lent.get() != null || dialect.supports(Feature.CURSORS_OUTSIDE_TRANSACTIONS)) {
      return lease(kind);
    }
    TransactionJournal journal = new TransactionJournal(open, "of a stream", null);
    RealTransaction<C> real =
        new RealTransaction<>(dialect, source, TransactionCharacteristics.DEFAULTS, journal, null);
    return StreamTransaction.begin(real, journal, kind.mayWrite());
  }

  private AutocommitLease<C> lease(StatementKind kind) {
    C own = lent.get();
    C connection = own == null ? source.borrow(kind.mayWrite(), ConnectionSource.PATIENT) : own;
    return new AutocommitLease<>(dialect, connection, own == null, kind);
  }
}
