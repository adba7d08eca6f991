// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Lease;
import io.nestrel.transaction.StatementWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of an open cursor, one by one. */
final class RowStream<R extends @Nullable Object> extends Spliterators.AbstractSpliterator<R> {
  private static final Logger log = LoggerFactory.getLogger(RowStream.class);

  private final Lease<Session> lease;
  private final Session.OpenCursor cursor;
  private final StatementWork<Session, Boolean> next;
  private final RowMapper<R> mapper;
  private final boolean mayWrite;
  private boolean open = true;
  private boolean endReached;

  /** Whether reading has failed: to read on would run the statement again on SQLite. */
  private boolean failed;

  private RowStream(
      Lease<Session> lease, Session.OpenCursor cursor, RowMapper<R> mapper, boolean mayWrite) {
    super(Long.MAX_VALUE, Spliterator.ORDERED);
    this.lease = lease;
    this.cursor = cursor;
    this.next = session -> next();
    this.mapper = mapper;
    this.mayWrite = mayWrite;
  }

  /**
   * @param mayWrite whether the statement may write; its rows are then read to the end even if
   *     nobody wants them, because SQLite commits there, and only there says if it could not
   */
  static <R extends @Nullable Object> Stream<R> open(
      Lease<Session> lease,
      String sql,
      boolean mayWrite,
      Statements.Binder binder,
      RowMapper<R> mapper) {
    try {
      RowStream<R> rows =
          new RowStream<>(lease, lease.use(session -> session.open(sql, binder)), mapper, mayWrite);
      lease.beforeScopeEnds(rows::closeWithScope);
      return StreamSupport.stream(rows, false).onClose(rows::close);
    } catch (SQLException e) {
      RuntimeException failure = lease.failed(e, sql);
      lease.close();
      throw failure;
    } catch (Throwable e) { // an adapter can throw anything
      lease.close();
      throw e;
    }
  }

  /** Reads a whole result into a list. */
  static <R extends @Nullable Object> Statements.ResultReader<List<R>> all(RowMapper<R> mapper) {
    return rows -> {
      List<R> list = new ArrayList<>();
      while (rows.next()) {
        list.add(mapper.map(rows));
      }
      return list;
    };
  }

  @Override
  public boolean tryAdvance(Consumer<? super R> action) {
    if (!open) {
      if (endReached) {
        return false;
      }
      throw new TransactionException(
          "The stream was closed before its last row, with its scope or by close(): read it to the end inside the scope");
    }
    R row;
    try {
      if (!lease.use(next)) {
        endReached = true;
        close();
        return false;
      }
      row = mapper.map(cursor.rows());
    } catch (SQLException e) {
      RuntimeException failure = lease.failed(e, cursor.sql());
      RuntimeException second = tryClose();
      if (second != null) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
    action.accept(row);
    return true;
  }

  private void close() {
    RuntimeException failure = tryClose();
    if (failure != null) {
      throw failure;
    }
  }

  /** The scope learns of a failure by its damage; it must be able to end all the same. */
  private void closeWithScope() {
    RuntimeException failure = tryClose();
    if (failure != null) {
      log.debug("A stream could not be closed with its scope", failure);
    }
  }

  private @Nullable RuntimeException tryClose() {
    if (!open) {
      return null;
    }
    open = false;
    try {
      readToEnd();
      return null;
    } catch (SQLException e) {
      return lease.failed(e, cursor.sql());
    } finally {
      lease.close();
    }
  }

  private void readToEnd() throws SQLException {
    try {
      boolean more = mayWrite && !endReached && !failed;
      while (more) {
        more = next();
      }
    } finally {
      cursor.close(!failed);
    }
  }

  private boolean next() throws SQLException {
    failed = true;
    boolean more = cursor.rows().next();
    failed = false;
    return more;
  }
}
