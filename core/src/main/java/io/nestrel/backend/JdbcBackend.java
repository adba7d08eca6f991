// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.nestrel.dialect.Dialect;
import io.nestrel.error.DatabaseError;
import io.nestrel.error.DatabaseException;
import io.nestrel.mapping.RecordReader;
import io.nestrel.sql.Parameters;
import io.nestrel.transaction.ThreadTransactions;
import io.nestrel.transaction.TransactionCallable;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionRunnable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The backend: a pool of sessions, a dialect, and the transactions of its threads. */
final class JdbcBackend implements Backend {
  private final Dialect dialect;
  private final BackendOptions options;
  private final SessionPool pool;
  private final ThreadTransactions<Session> transactions;
  private final JdbcStatements statements;

  /** The sessions whose connection the application has. */
  private final Set<Session> lent = ConcurrentHashMap.newKeySet();

  private JdbcBackend(
      Dialect dialect, DataSource dataSource, BackendOptions options, boolean owned) {
    this.dialect = dialect;
    this.options = options;
    this.pool = new SessionPool(dataSource, dialect, options, owned);
    this.transactions = new ThreadTransactions<>(dialect, pool, options.transactionSettings());
    this.statements = new JdbcStatements(dialect, transactions);
  }

  static Backend open(String jdbcUrl, BackendOptions options) {
    BackendProvider provider = Providers.forUrl(jdbcUrl);
    HikariDataSource dataSource;
    try {
      dataSource = provider.open(jdbcUrl, options);
    } catch (PoolInitializationException e) {
      throw unreachable(provider, Providers.withoutSecrets(jdbcUrl), e.getCause());
    }
    try (Connection connection = dataSource.getConnection()) {
      return new JdbcBackend(provider.dialect(connection, jdbcUrl), dataSource, options, true);
    } catch (SQLException | RuntimeException e) {
      dataSource.close();
      throw e instanceof RuntimeException r
          ? r
          : unreachable(provider, Providers.withoutSecrets(jdbcUrl), e);
    }
  }

  static Backend of(DataSource dataSource, BackendOptions options) {
    try (Connection connection = dataSource.getConnection()) {
      String url = connection.getMetaData().getURL();
      BackendProvider provider = Providers.forUrl(url);
      return new JdbcBackend(provider.dialect(connection, url), dataSource, options, false);
    } catch (SQLException e) {
      throw new DatabaseException(
          new DatabaseError(
              "The data source gives no connection: " + e.getMessage(),
              e.getSQLState(),
              e.getErrorCode(),
              null,
              null,
              e));
    }
  }

  private static DatabaseException unreachable(
      BackendProvider provider, String url, @Nullable Throwable cause) {
    SQLException failure = cause instanceof SQLException e ? e : new SQLException(cause);
    return new DatabaseException(
        new DatabaseError(
            "%s cannot be opened at %s: %s".formatted(provider.name(), url, failure.getMessage()),
            failure.getSQLState(),
            failure.getErrorCode(),
            null,
            null,
            failure));
  }

  @Override
  public TransactionManager transactionManager() {
    return transactions.manager();
  }

  @Override
  public <R extends @Nullable Object, X extends Exception> R transaction(
      TransactionOptions wanted, TransactionCallable<R, X> work) throws X {
    return transactions.transaction(wanted, work);
  }

  @Override
  public <X extends Exception> void transaction(
      TransactionOptions wanted, TransactionRunnable<X> work) throws X {
    TransactionCallable<Boolean, X> callable =
        () -> {
          work.run();
          return true;
        };
    transactions.transaction(wanted, callable);
  }

  @Override
  public int execute(String sql, @Nullable Object... parameters) {
    RawSql raw = statements.raw(sql, Parameters.of(parameters));
    return transactions.run(raw.text(), raw.kind(), raw.execution());
  }

  @Override
  public <R extends @Nullable Object> List<R> query(
      String sql, RowMapper<R> mapper, @Nullable Object... parameters) {
    RawSql raw = statements.raw(sql, Parameters.of(parameters)).forRows();
    return statements.query(raw.text(), raw.kind(), raw, RowStream.all(mapper));
  }

  @Override
  public <R> List<R> query(String sql, Class<R> type, @Nullable Object... parameters) {
    RawSql raw = statements.raw(sql, Parameters.of(parameters)).forRows();
    RecordReader<R> reader = RecordReader.of(type, dialect.types());
    return statements.query(
        raw.text(),
        raw.kind(),
        raw,
        rows -> RowStream.all(reader.forResult(rows.getMetaData())::read).read(rows));
  }

  @Override
  public <R extends @Nullable Object> Stream<R> stream(
      String sql, RowMapper<R> mapper, @Nullable Object... parameters) {
    RawSql raw = statements.raw(sql, Parameters.of(parameters)).forRows();
    return statements.stream(raw.text(), raw.kind(), raw, mapper);
  }

  @Override
  public <R> Stream<R> stream(String sql, Class<R> type, @Nullable Object... parameters) {
    RecordReader<R> reader = RecordReader.of(type, dialect.types());
    return stream(
        sql,
        new RowMapper<R>() {
          private RecordReader.@Nullable RowFunction<R> function;

          @Override
          public R map(ResultSet row) throws SQLException {
            if (function == null) {
              function = reader.forResult(row.getMetaData());
            }
            return function.read(row);
          }
        },
        parameters);
  }

  @Override
  public <R extends @Nullable Object> R withConnection(ConnectionCallable<R> work) {
    return transactions.runRaw(
        (session, access) -> {
          boolean outermost = lent.add(session);
          try (RawConnection raw = new RawConnection(session.jdbc(), dialect, access)) {
            session.lend(true);
            return work.call(raw.proxy());
          } finally {
            if (outermost) {
              lent.remove(session);
              session.lend(false);
            }
          }
        });
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public BackendOptions options() {
    return options;
  }

  @Override
  public Statements statements() {
    return statements;
  }

  @Override
  public void close() {
    DefaultBackend.closed(this);
    transactions.close();
    pool.close();
  }

  @Override
  public String toString() {
    return "Backend[%s %s]".formatted(dialect.name(), dialect.version());
  }
}
