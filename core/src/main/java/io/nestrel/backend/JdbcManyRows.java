// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.DatabaseException;
import io.nestrel.sql.TableName;
import io.nestrel.transaction.ThreadTransactions;
import io.nestrel.transaction.TransactionStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts several rows at once on the session of the calling thread. */
final class JdbcManyRows implements ManyRows {
  private final JdbcStatements statements;
  private final Dialect dialect;
  private final ThreadTransactions<Session> transactions;

  JdbcManyRows(
      JdbcStatements statements, Dialect dialect, ThreadTransactions<Session> transactions) {
    this.statements = statements;
    this.dialect = dialect;
    this.transactions = transactions;
  }

  @Override
  public KeySource keySource() {
    if (dialect.supports(Feature.INSERT_RETURNING)) {
      return dialect.supports(Feature.GROWING_KEYS) ? KeySource.GROWING : KeySource.RETURNED;
    }
    return dialect.supports(Feature.KEY_BLOCKS) ? KeySource.BLOCK : KeySource.NONE;
  }

  @Override
  public int update(String sql, Statements.Binder binder) {
    return statements.update(sql, true, binder);
  }

  @Override
  public <R extends @Nullable Object> R insert(
      String sql, Statements.Binder binder, Statements.ResultReader<R> reader) {
    return statements.insert(sql, true, binder, reader);
  }

  @Override
  public boolean unnests() {
    return dialect.supports(Feature.UNNEST);
  }

  @Override
  public boolean isUnnestRefused(DatabaseException failure) {
    return dialect.isUnnestRefused(failure);
  }

  @Override
  public boolean leavesOut() {
    return dialect.supports(Feature.UPSERT) && dialect.supports(Feature.INSERT_RETURNING);
  }

  @Override
  public boolean isLeavingOutRefused(DatabaseException failure) {
    return dialect.isLeavingOutRefused(failure);
  }

  @Override
  public boolean isPlain(TableName table) {
    String sql = dialect.plainTable();
    if (sql == null) {
      return false;
    }
    String path = table.quoted(dialect::quote);
    return statements.query(
        sql, statement -> statement.setString(1, path), row -> row.next() && row.getBoolean(1));
  }

  @Override
  public int failedRow() {
    String sql = dialect.failedRow();
    if (sql == null || transactions.manager().status() != TransactionStatus.ACTIVE) {
      return -1;
    }
    try {
      return statements.query(
          sql, Statements.Binder.NONE, row -> row.next() ? row.getInt(1) - 1 : -1);
    } catch (DatabaseException e) {
      return -1; // what has failed before is what counts
    }
  }

  @Override
  public boolean givesBatchedKeys() {
    return dialect.supports(Feature.BATCHED_KEYS);
  }

  @Override
  public <R extends @Nullable Object> R insertBatch(
      String sql, List<Statements.Binder> binders, Statements.ResultReader<R> reader) {
    statements.refuseReadOnly(sql);
    return transactions.runAlone(
        sql,
        new Call<R>(sql) {
          @Override
          R with(PreparedStatement statement) throws SQLException {
            for (Statements.Binder binder : binders) {
              binder.bind(statement);
              statement.addBatch();
            }
            batch(statement);
            try (ResultSet keys = statement.getGeneratedKeys()) {
              return reader.read(keys);
            }
          }
        });
  }
}
