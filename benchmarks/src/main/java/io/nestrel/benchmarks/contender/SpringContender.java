// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import io.nestrel.benchmarks.database.AccountDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's {@code JdbcClient} with positional parameters and a row mapper by hand, {@code
 * JdbcTemplate} for batches, and {@code TransactionTemplate}, which nests.
 */
final class SpringContender implements Contender {
  private static final RowMapper<AccountRow> ROW = (row, number) -> AccountRow.read(row);
  private static final RowMapper<Long> KEY = (row, number) -> row.getLong(1);

  private final JdbcClient client;
  private final JdbcTemplate template;
  private final TransactionTemplate transaction;
  private final TransactionTemplate nested;
  private final boolean returning;

  SpringContender(AccountDatabase database) {
    template = new JdbcTemplate(database.pool());
    client = JdbcClient.create(template);
    JdbcTransactionManager manager = new JdbcTransactionManager(database.pool());
    transaction = new TransactionTemplate(manager);
    nested = new TransactionTemplate(manager);
    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    returning = database.kind().keysByReturning();
  }

  private static <T> T in(TransactionTemplate scope, Supplier<T> work) {
    return Objects.requireNonNull(scope.execute(status -> work.get()));
  }

  private static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, NewAccount account) {
    return statement
        .param(1, account.owner())
        .param(2, account.email())
        .param(3, account.cents())
        .param(4, account.createdAt())
        .param(5, account.active());
  }

  @Override
  public long insert(NewAccount account) {
    return insertRow(account);
  }

  @Override
  public long insertInTransaction(NewAccount account) {
    return in(transaction, () -> insertRow(account));
  }

  private long insertRow(NewAccount account) {
    if (returning) {
      return Objects.requireNonNull(
          bind(client.sql(Sql.INSERT_RETURNING), account).query(KEY).single());
    }
    GeneratedKeyHolder key = new GeneratedKeyHolder();
    bind(client.sql(Sql.INSERT), account).update(key);
    return Objects.requireNonNull(key.getKey()).longValue();
  }

  private AccountRow findRow(long id) {
    return Objects.requireNonNull(client.sql(Sql.FIND).param(1, id).query(ROW).single());
  }

  @Override
  public Account find(long id) {
    return findRow(id);
  }

  @Override
  public List<AccountRow> loadAll() {
    return client.sql(Sql.ALL).query(ROW).list();
  }

  @Override
  public void addCents(long id, long cents) {
    transaction.executeWithoutResult(
        status -> {
          AccountRow account = findRow(id).plus(cents);
          client.sql(Sql.UPDATE).param(1, account.cents()).param(2, account.id()).update();
        });
  }

  @Override
  public void insertAll(List<NewAccount> accounts) {
    transaction.executeWithoutResult(
        status -> template.batchUpdate(Sql.INSERT, accounts, BATCH, Sql::bind));
  }

  @Override
  public int importAll(List<NewAccount> accounts) {
    return in(
        transaction,
        () -> {
          int refused = 0;
          for (NewAccount account : accounts) {
            try {
              nested.executeWithoutResult(status -> bind(client.sql(Sql.INSERT), account).update());
            } catch (DataAccessException e) {
              // Spring has no type of its own for it on SQLite.
              if (!(e.getCause() instanceof SQLException cause)
                  || !JdbcContender.isDuplicate(cause)) {
                throw e;
              }
              refused++;
            }
          }
          return refused;
        });
  }

  @Override
  public void inOuterTransaction(Runnable work) {
    transaction.executeWithoutResult(
        status -> {
          work.run();
          status.setRollbackOnly();
        });
  }

  @Override
  public long insertNested(NewAccount account) {
    return in(nested, () -> insertRow(account));
  }

  @Override
  public void emptyScope() {
    nested.executeWithoutResult(status -> {});
  }

  @Override
  public void close() {
    // The pool is the database's.
  }
}
