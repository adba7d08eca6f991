// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import io.ebean.Database;
import io.ebean.Transaction;
import io.nestrel.benchmarks.database.AccountDatabase;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Ebean with enhanced models, and its savepoints for nested transactions. */
final class EbeanContender implements Contender {
  private final Database database;

  EbeanContender(AccountDatabase accounts) {
    database =
        Database.builder()
            .name("benchmark")
            .dataSource(accounts.pool())
            .databasePlatformName(accounts.kind().name().toLowerCase(Locale.ROOT))
            .addClass(EbeanAccount.class)
            .defaultDatabase(false)
            .register(false)
            .build();
  }

  @Override
  public long insert(NewAccount account) {
    return insertRow(account);
  }

  @Override
  public long insertInTransaction(NewAccount account) {
    try (Transaction transaction = database.beginTransaction()) {
      long id = insertRow(account);
      transaction.commit();
      return id;
    }
  }

  private long insertRow(NewAccount account) {
    EbeanAccount bean = new EbeanAccount(account);
    database.insert(bean);
    return bean.id();
  }

  @Override
  public Account find(long id) {
    return Objects.requireNonNull(database.find(EbeanAccount.class, id));
  }

  @Override
  public List<EbeanAccount> loadAll() {
    return database.find(EbeanAccount.class).findList();
  }

  @Override
  public void addCents(long id, long cents) {
    try (Transaction transaction = database.beginTransaction()) {
      EbeanAccount account = Objects.requireNonNull(database.find(EbeanAccount.class, id));
      account.add(cents);
      database.update(account);
      transaction.commit();
    }
  }

  @Override
  public void insertAll(List<NewAccount> accounts) {
    try (Transaction transaction = database.beginTransaction()) {
      transaction.setBatchMode(true);
      transaction.setBatchSize(BATCH);
      transaction.setGetGeneratedKeys(false);
      for (NewAccount account : accounts) {
        database.insert(new EbeanAccount(account));
      }
      transaction.commit();
    }
  }

  @Override
  public int importAll(List<NewAccount> accounts) {
    int refused = 0;
    try (Transaction transaction = database.beginTransaction()) {
      transaction.setNestedUseSavepoint();
      for (NewAccount account : accounts) {
        try (Transaction nested = database.beginTransaction()) {
          database.insert(new EbeanAccount(account));
          nested.commit();
        } catch (PersistenceException e) {
          // Ebean has no type of its own for it on SQLite.
          if (!(e.getCause() instanceof SQLException cause) || !JdbcContender.isDuplicate(cause)) {
            throw e;
          }
          refused++;
        }
      }
      transaction.commit();
    }
    return refused;
  }

  @Override
  public void inOuterTransaction(Runnable work) {
    try (Transaction transaction = database.beginTransaction()) {
      transaction.setNestedUseSavepoint();
      work.run();
      transaction.rollback();
    }
  }

  @Override
  public long insertNested(NewAccount account) {
    return insertInTransaction(account);
  }

  @Override
  public void emptyScope() {
    try (Transaction nested = database.beginTransaction()) {
      nested.commit();
    }
  }

  @Override
  public void close() {
    database.shutdown(false, false);
  }
}
