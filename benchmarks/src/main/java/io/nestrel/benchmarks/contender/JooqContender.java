// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.using;

import io.nestrel.benchmarks.database.AccountDatabase;
import io.nestrel.benchmarks.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record6;
import org.jooq.Records;
import org.jooq.SQLDialect;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;

/**
 * jOOQ with typed columns and constructor mapping; nested transactions are its own. Code that its
 * generator makes would send the same SQL.
 */
final class JooqContender implements Contender {
  private static final Table<Record> ACCOUNTS = table(name("accounts"));
  private static final Field<Long> ID =
      field(name("id"), SQLDataType.BIGINT.notNull().identity(true));
  private static final Field<String> OWNER = field(name("owner"), SQLDataType.VARCHAR(100));
  private static final Field<String> EMAIL = field(name("email"), SQLDataType.VARCHAR(100));
  private static final Field<Long> CENTS = field(name("cents"), SQLDataType.BIGINT);
  private static final Field<String> CREATED_AT =
      field(name("created_at"), SQLDataType.VARCHAR(30));
  private static final Field<Boolean> ACTIVE = field(name("active"), SQLDataType.BOOLEAN);

  private final DSLContext root;

  /** Of the innermost transaction. */
  private DSLContext current;

  JooqContender(AccountDatabase database) {
    Settings settings = new Settings().withExecuteLogging(false);
    root = using(database.pool(), dialect(database.kind()), settings);
    current = root;
  }

  private static SQLDialect dialect(DatabaseKind kind) {
    return switch (kind) {
      case SQLITE -> SQLDialect.SQLITE;
      case POSTGRES -> SQLDialect.POSTGRES;
      case MARIADB -> SQLDialect.MARIADB;
      case MYSQL -> SQLDialect.MYSQL;
    };
  }

  @Override
  public long insert(NewAccount account) {
    return insertRow(root, account);
  }

  @Override
  public long insertInTransaction(NewAccount account) {
    return current.transactionResult(scope -> insertRow(scope.dsl(), account));
  }

  private static long insertRow(DSLContext dsl, NewAccount account) {
    return dsl.insertInto(ACCOUNTS, OWNER, EMAIL, CENTS, CREATED_AT, ACTIVE)
        .values(
            account.owner(),
            account.email(),
            account.cents(),
            account.createdAt(),
            account.active())
        .returningResult(ID)
        .fetchSingle()
        .value1();
  }

  private static SelectJoinStep<Record6<Long, String, String, Long, String, Boolean>> select(
      DSLContext dsl) {
    return dsl.select(ID, OWNER, EMAIL, CENTS, CREATED_AT, ACTIVE).from(ACCOUNTS);
  }

  private static AccountRow findRow(DSLContext dsl, long id) {
    return select(dsl).where(ID.eq(id)).fetchSingle(Records.mapping(AccountRow::new));
  }

  @Override
  public Account find(long id) {
    return findRow(root, id);
  }

  @Override
  public List<AccountRow> loadAll() {
    return select(root).fetch(Records.mapping(AccountRow::new));
  }

  @Override
  public void addCents(long id, long cents) {
    root.transaction(
        scope -> {
          AccountRow account = findRow(scope.dsl(), id).plus(cents);
          scope
              .dsl()
              .update(ACCOUNTS)
              .set(CENTS, account.cents())
              .where(ID.eq(account.id()))
              .execute();
        });
  }

  @Override
  public void insertAll(List<NewAccount> accounts) {
    root.transaction(
        scope -> {
          for (int from = 0; from < accounts.size(); from += BATCH) {
            int to = Math.min(from + BATCH, accounts.size());
            insertBatch(scope.dsl(), accounts.subList(from, to));
          }
        });
  }

  private static void insertBatch(DSLContext dsl, List<NewAccount> accounts) {
    BatchBindStep batch =
        dsl.batch(
            dsl.insertInto(ACCOUNTS, OWNER, EMAIL, CENTS, CREATED_AT, ACTIVE)
                .values((String) null, null, null, null, null));
    for (NewAccount account : accounts) {
      batch =
          batch.bind(
              account.owner(),
              account.email(),
              account.cents(),
              account.createdAt(),
              account.active());
    }
    batch.execute();
  }

  @Override
  public int importAll(List<NewAccount> accounts) {
    return root.transactionResult(
        scope -> {
          int refused = 0;
          for (NewAccount account : accounts) {
            try {
              scope.dsl().transaction(row -> insertOnly(row.dsl(), account));
            } catch (DataAccessException e) {
              SQLException cause = e.getCause(SQLException.class);
              if (cause == null || !JdbcContender.isDuplicate(cause)) {
                throw e;
              }
              refused++;
            }
          }
          return refused;
        });
  }

  private static void insertOnly(DSLContext dsl, NewAccount account) {
    dsl.insertInto(ACCOUNTS, OWNER, EMAIL, CENTS, CREATED_AT, ACTIVE)
        .values(
            account.owner(),
            account.email(),
            account.cents(),
            account.createdAt(),
            account.active())
        .execute();
  }

  @Override
  public void inOuterTransaction(Runnable work) {
    try {
      root.transaction(
          scope -> {
            current = scope.dsl();
            work.run();
            throw new RollbackRequest();
          });
    } catch (RollbackRequest e) {
      current = root;
    }
  }

  @Override
  public long insertNested(NewAccount account) {
    return insertInTransaction(account);
  }

  @Override
  public void emptyScope() {
    current.transaction(scope -> {});
  }

  @Override
  public void close() {
    // The pool is the database's.
  }
}
