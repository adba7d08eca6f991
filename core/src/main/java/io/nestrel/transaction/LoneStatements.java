// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Damage;
import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.ServerState;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnknownCommitOutcomeException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Statements outside any transaction: each is its own, committed by the server when it ends. Inside
 * {@link #runRaw} a thread keeps using the connection it has.
 */
final class LoneStatements<C extends ControlConnection> {
  private final Dialect dialect;
  private final ConnectionSource<C> source;
  private final OpenTransactions open;

  @SuppressWarnings(
      "ThreadLocalUsage") // one for each backend, which lives long; removed at the end
  private final ThreadLocal<@Nullable C> lent = new ThreadLocal<>();

  LoneStatements(Dialect dialect, ConnectionSource<C> source, OpenTransactions open) {
    this.open = open;
    this.dialect = dialect;
    this.source = source;
  }

  <R extends @Nullable Object> R run(
      @Nullable String sql, boolean mayWrite, StatementWork<C, R> work) {
    try (LoneLease lease = lease(mayWrite)) {
      try {
        return lease.use(work);
      } catch (SQLException e) {
        throw lease.failed(e, sql);
      }
    }
  }

  /** Lends a connection to the application; further statements of the work use the same. */
  <R extends @Nullable Object> R runRaw(RawWork<C, R> work) {
    try (LoneLease lease = lease(true)) {
      if (!lease.borrowed) {
        return runRaw(work, lease);
      }
      lent.set(lease.connection);
      R result;
      try {
        result = runRaw(work, lease);
      } finally {
        lent.remove();
        lease.assessAfterRawAccess();
      }
      if (lease.leftOpen) {
        throw new TransactionException(
            "The connection was left with a transaction open, which is rolled back: use transaction(…) instead of BEGIN");
      }
      return result;
    }
  }

  private <R extends @Nullable Object> R runRaw(RawWork<C, R> work, LoneLease lease) {
    try {
      return work.run(lease.connection, lease);
    } catch (SQLException e) {
      lease.failed(e);
      throw dialect.translate(e, null);
    }
  }

  /** A lease for a stream, with a transaction of its own where cursors need one. */
  Lease<C> leaseForStream(boolean mayWrite) {
    if (lent.get() != null || dialect.supports(Feature.CURSORS_OUTSIDE_TRANSACTIONS)) {
      return lease(mayWrite);
    }
    TransactionJournal journal = new TransactionJournal(open, "of a stream", null);
    RealTransaction<C> real =
        new RealTransaction<>(dialect, source, TransactionCharacteristics.DEFAULTS, journal, null);
    return StreamTransaction.begin(real, journal, mayWrite);
  }

  private LoneLease lease(boolean mayWrite) {
    C own = lent.get();
    return own == null
        ? new LoneLease(source.borrow(mayWrite, ConnectionSource.PATIENT), true, mayWrite)
        : new LoneLease(own, false, mayWrite);
  }

  /** A connection for one statement, or for a stream. */
  final class LoneLease implements Lease<C>, RawAccess {
    private final C connection;
    private final boolean borrowed;
    private final boolean mayWrite;
    private boolean broken;
    private boolean leftOpen;
    private boolean worked;
    private boolean suspect;
    private boolean closed;

    private LoneLease(C connection, boolean borrowed, boolean mayWrite) {
      this.connection = connection;
      this.borrowed = borrowed;
      this.mayWrite = mayWrite;
    }

    @Override
    public <R extends @Nullable Object> R use(StatementWork<C, R> work) throws SQLException {
      worked = false;
      suspect = true; // where it throws what is not the server's
      R result = work.run(connection);
      worked = true;
      return result;
    }

    @Override
    public void beforeScopeEnds(Runnable close) {
      // There is no scope: the stream's own close ends it.
    }

    @Override
    public RuntimeException failed(SQLException failure, @Nullable String sql) {
      worked = false;
      suspect = sql != null && dialect.transactions().mayBeginAnother(sql);
      DatabaseException error = dialect.translate(failure, sql);
      broken |= isBroken(failure);
      return broken && mayWrite
          ? new UnknownCommitOutcomeException(
              "The connection broke while the statement was on its way: whether it took effect is not known; find out before doing it again",
              error)
          : error;
    }

    private boolean isBroken(SQLException failure) {
      try {
        return dialect.transactions().damage(failure, connection.jdbc()) == Damage.CONNECTION;
      } catch (SQLException e) {
        failure.addSuppressed(e);
        return true;
      }
    }

    @Override
    public void beforeCall() {
      // Nothing is pending outside a transaction.
    }

    @Override
    public void failed(SQLException failure) {
      broken |= isBroken(failure);
    }

    private void assessAfterRawAccess() {
      try {
        leftOpen = !broken && dialect.transactions().state(connection.jdbc()) != ServerState.IDLE;
        broken |= leftOpen;
      } catch (SQLException e) {
        broken = true; // its state cannot be told, so nobody may use it again
      }
    }

    /**
     * A procedure may begin a transaction; the next statements would be part of that. What failed
     * and can have begun none is not asked about, for the server may have told no state since.
     */
    private boolean hasLeftOpen() {
      if (!worked && !suspect) {
        return false;
      }
      try {
        return dialect.transactions().knowsState()
            && dialect.transactions().state(connection.jdbc()) != ServerState.IDLE;
      } catch (SQLException e) {
        broken = true; // its state cannot be told, so nobody may use it again
        return false;
      }
    }

    @Override
    public void close() {
      if (closed || !borrowed) {
        return;
      }
      closed = true;
      boolean left = !broken && hasLeftOpen();
      if (broken || left) {
        connection.discard();
      } else {
        connection.giveBack();
      }
      if (left && worked) {
        throw new TransactionException(
            "The statement has left a transaction open, which is rolled back: have a procedure end what it begins, or let transaction(…) begin it");
      }
    }
  }
}
