// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.RowCodec;
import io.nestrel.sql.SqlTree;
import io.nestrel.transaction.Propagation;
import io.nestrel.transaction.StatementKind;
import io.nestrel.transaction.ThreadTransactions;
import io.nestrel.transaction.TransactionOptions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs statements on the session of the calling thread. */
final class JdbcStatements implements Statements {
  private final Dialect dialect;
  private final ThreadTransactions<Session> transactions;
  private final Map<Mapping<?>, Object> attachments = new ConcurrentHashMap<>();

  JdbcStatements(Dialect dialect, ThreadTransactions<Session> transactions) {
    this.dialect = dialect;
    this.transactions = transactions;
  }

  @Override
  public <T> RowCodec<T> codec(Mapping<T> mapping) {
    return mapping.codec(dialect.types());
  }

  @Override
  @SuppressWarnings("unchecked") // there is one layer that attaches, and it attaches one type
  public <T, V> V attachment(Mapping<T> mapping, Function<Mapping<T>, V> make) {
    Object attached = attachments.get(mapping);
    return (V)
        (attached == null
            ? attachments.computeIfAbsent(mapping, m -> make.apply(mapping))
            : attached);
  }

  @Override
  public String render(SqlTree tree) {
    return dialect.render(tree);
  }

  @Override
  public String render(SqlTree tree, List<@Nullable Object> parameters) {
    return raw(dialect.render(tree), parameters).text();
  }

  @Override
  public Binder binder(List<@Nullable Object> parameters) {
    return statement -> {
      for (int i = 0; i < parameters.size(); i++) {
        dialect.types().bind(statement, i + 1, parameters.get(i));
      }
    };
  }

  @Override
  public boolean isReadOnly() {
    return transactions.isReadOnly();
  }

  @Override
  public boolean mustLockRows() {
    if (!transactions.manager().isActive() || isReadOnly()) {
      throw new TransactionException(
          "forUpdate() locks rows until the transaction ends, and there is none that may write: run the query inside transaction(…), without readOnly");
    }
    boolean writersQueue = !dialect.supports(Feature.CONCURRENT_WRITERS);
    if (!writersQueue && !dialect.supports(Feature.ROW_LOCKS)) {
      throw new UnsupportedFeatureException(
          "forUpdate() needs locks on rows, which %s %s does not have"
              .formatted(dialect.name(), dialect.version()));
    }
    return !writersQueue;
  }

  @Override
  public void tellOutcome(Object of, Runnable committed, Runnable rolledBack) {
    transactions.tellOutcome(of, committed, rolledBack);
  }

  @Override
  public <R> R inScope(Supplier<R> work) {
    return transactions.transaction(
        TransactionOptions.defaults()
            .propagation(
                transactions.manager().supportsSavepoints()
                    ? Propagation.NESTED
                    : Propagation.REQUIRED),
        work::get);
  }

  void refuseReadOnly(String sql) {
    if (transactions.isReadOnly()) {
      throw new TransactionException(
          "The transaction is read-only, so the statement was not sent: " + sql);
    }
  }

  @Override
  public int update(String sql, Binder binder) {
    return update(sql, false, binder);
  }

  /**
   * @param isLong whether the text is long and will run many times
   */
  int update(String sql, boolean isLong, Binder binder) {
    refuseReadOnly(sql);
    return transactions.run(
        sql,
        StatementKind.CHANGE,
        new Call<Integer>(sql, isLong) {
          @Override
          Integer with(PreparedStatement statement) throws SQLException {
            binder.bind(statement);
            return update(statement);
          }
        });
  }

  @Override
  public <R extends @Nullable Object> R query(String sql, Binder binder, ResultReader<R> reader) {
    return query(sql, StatementKind.QUERY, binder, reader);
  }

  @Override
  public <R extends @Nullable Object> R insert(String sql, Binder binder, ResultReader<R> reader) {
    return insert(sql, false, binder, reader);
  }

  <R extends @Nullable Object> R insert(
      String sql, boolean isLong, Binder binder, ResultReader<R> reader) {
    refuseReadOnly(sql);
    return dialect.supports(Feature.INSERT_RETURNING)
        ? query(sql, StatementKind.CHANGE, isLong, binder, reader)
        : transactions.run(sql, StatementKind.CHANGE, keys(sql, isLong, binder, reader));
  }

  /** JDBC's generated keys, where INSERT returns nothing by itself. */
  private static <R extends @Nullable Object> Call<R> keys(
      String sql, boolean isLong, Binder binder, ResultReader<R> reader) {
    return new Call<>(sql, isLong) {
      @Override
      R with(PreparedStatement statement) throws SQLException {
        binder.bind(statement);
        update(statement);
        try (ResultSet keys = statement.getGeneratedKeys()) {
          return reader.read(keys);
        }
      }
    };
  }

  @Override
  public ManyRows manyRows() {
    return new JdbcManyRows(this, dialect, transactions);
  }

  <R extends @Nullable Object> R query(
      String sql, StatementKind kind, Binder binder, ResultReader<R> reader) {
    return query(sql, kind, false, binder, reader);
  }

  private <R extends @Nullable Object> R query(
      String sql, StatementKind kind, boolean isLong, Binder binder, ResultReader<R> reader) {
    return transactions.run(
        sql,
        kind,
        new Call<R>(sql, isLong) {
          @Override
          R with(PreparedStatement statement) throws SQLException {
            binder.bind(statement);
            // Closed in any case: a result left open would keep SQLite from committing.
            try (ResultSet rows = query(statement)) {
              return reader.read(rows);
            }
          }
        });
  }

  @Override
  public <R extends @Nullable Object> Stream<R> stream(
      String sql, Binder binder, RowMapper<R> mapper) {
    return stream(sql, StatementKind.QUERY, binder, mapper);
  }

  <R extends @Nullable Object> Stream<R> stream(
      String sql, StatementKind kind, Binder binder, RowMapper<R> mapper) {
    // The only connection cannot be kept from the statements that the rows' reader may run; and
    // what became of the transaction is known only when all that was called has run.
    boolean atOnce =
        transactions.manager().isActive()
            ? kind == StatementKind.CALL
            : !dialect.supports(Feature.CONCURRENT_CONNECTIONS);
    return atOnce
        ? query(sql, kind, binder, RowStream.all(mapper)).stream()
        : transactions.stream(
            sql, kind, lease -> RowStream.open(lease, sql, kind.mayWrite(), binder, mapper));
  }

  RawSql raw(String sql, List<@Nullable Object> parameters) {
    return RawSql.of(sql, parameters, dialect, transactions.manager().isActive());
  }
}
