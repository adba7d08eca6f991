// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import io.nestrel.benchmarks.database.AccountDatabase;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Jdbi with positional parameters and a row mapper by hand, the fastest it has. It nests no
 * transactions of its own, so these are its savepoints.
 */
final class JdbiContender implements Contender {
  private static final RowMapper<AccountRow> ROW = (row, context) -> AccountRow.read(row);
  private static final RowMapper<Long> KEY = (row, context) -> row.getLong(1);
  private static final String SAVEPOINT = "nested";

  private final Jdbi jdbi;
  private final boolean returning;

  /** Of the outer transaction. */
  private @Nullable Handle outer;

  JdbiContender(AccountDatabase database) {
    jdbi = Jdbi.create(database.pool());
    returning = database.kind().keysByReturning();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, NewAccount account) {
    return statement
        .bind(0, account.owner())
        .bind(1, account.email())
        .bind(2, account.cents())
        .bind(3, account.createdAt())
        .bind(4, account.active());
  }

  @Override
  public long insert(NewAccount account) {
    return jdbi.withHandle(handle -> insertRow(handle, account));
  }

  @Override
  public long insertInTransaction(NewAccount account) {
    return jdbi.inTransaction(handle -> insertRow(handle, account));
  }

  private long insertRow(Handle handle, NewAccount account) {
    return returning
        ? bind(handle.createQuery(Sql.INSERT_RETURNING), account).map(KEY).one()
        : bind(handle.createUpdate(Sql.INSERT), account)
            .executeAndReturnGeneratedKeys()
            .map(KEY)
            .one();
  }

  private static AccountRow findRow(Handle handle, long id) {
    return handle.createQuery(Sql.FIND).bind(0, id).map(ROW).one();
  }

  @Override
  public Account find(long id) {
    return jdbi.withHandle(handle -> findRow(handle, id));
  }

  @Override
  public List<AccountRow> loadAll() {
    return jdbi.withHandle(handle -> handle.createQuery(Sql.ALL).map(ROW).list());
  }

  @Override
  public void addCents(long id, long cents) {
    jdbi.useTransaction(
        handle -> {
          AccountRow account = findRow(handle, id).plus(cents);
          handle.createUpdate(Sql.UPDATE).bind(0, account.cents()).bind(1, account.id()).execute();
        });
  }

  @Override
  public void insertAll(List<NewAccount> accounts) {
    jdbi.useTransaction(
        handle -> {
          try (PreparedBatch batch = handle.prepareBatch(Sql.INSERT)) {
            for (NewAccount account : accounts) {
              bind(batch, account).add();
              if (batch.size() == BATCH) {
                batch.execute();
              }
            }
            if (batch.size() > 0) {
              batch.execute();
            }
          }
        });
  }

  @Override
  public int importAll(List<NewAccount> accounts) {
    return jdbi.inTransaction(
        handle -> {
          int refused = 0;
          for (NewAccount account : accounts) {
            handle.savepoint(SAVEPOINT);
            try {
              bind(handle.createUpdate(Sql.INSERT), account).execute();
              handle.releaseSavepoint(SAVEPOINT);
            } catch (UnableToExecuteStatementException e) {
              if (!(e.getCause() instanceof SQLException cause)
                  || !JdbcContender.isDuplicate(cause)) {
                throw e;
              }
              handle.rollbackToSavepoint(SAVEPOINT);
              refused++;
            }
          }
          return refused;
        });
  }

  @Override
  public void inOuterTransaction(Runnable work) {
    jdbi.useHandle(
        handle -> {
          handle.begin();
          outer = handle;
          work.run();
          outer = null;
          handle.rollback();
        });
  }

  private Handle outer() {
    if (outer == null) {
      throw new BenchmarkException("There is no outer transaction: call inOuterTransaction");
    }
    return outer;
  }

  @Override
  public long insertNested(NewAccount account) {
    Handle handle = outer();
    handle.savepoint(SAVEPOINT);
    long id = insertRow(handle, account);
    handle.releaseSavepoint(SAVEPOINT);
    return id;
  }

  @Override
  public void emptyScope() {
    outer().savepoint(SAVEPOINT).releaseSavepoint(SAVEPOINT);
  }

  @Override
  public void close() {
    // The pool is the database's.
  }
}
