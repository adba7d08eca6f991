// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import io.nestrel.benchmarks.database.AccountDatabase;
import io.nestrel.benchmarks.database.DatabaseKind;
import java.sql.Savepoint;
import java.util.List;
import org.hibernate.JDBCException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.community.dialect.SQLiteDialect;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate: stateless sessions, which its guide has for this kind of work, but for load, change
 * and save, where noticing the change is the point. It nests no transactions; JDBC's savepoints on
 * its connection are what there is. Keys by IDENTITY, as the table has them, rule out its batches.
 */
final class HibernateContender implements Contender {
  private final SessionFactory factory;

  /** Of the outer transaction. */
  private @Nullable StatelessSession outer;

  HibernateContender(AccountDatabase database) {
    Configuration configuration = new Configuration().addAnnotatedClass(HibernateAccount.class);
    configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, database.pool());
    // Who imports rows that may be refused does not want each of them in the log.
    configuration.setProperty(JdbcSettings.LOG_JDBC_ERRORS, false);
    if (database.kind() == DatabaseKind.SQLITE) {
      configuration.setProperty(JdbcSettings.DIALECT, SQLiteDialect.class.getName());
    }
    factory = configuration.buildSessionFactory();
  }

  @Override
  public long insert(NewAccount account) {
    return insertInTransaction(account); // it knows no other way
  }

  @Override
  public long insertInTransaction(NewAccount account) {
    return factory.fromStatelessTransaction(session -> insertRow(session, account));
  }

  private static long insertRow(StatelessSession session, NewAccount account) {
    HibernateAccount entity = new HibernateAccount(account);
    session.insert(entity);
    return entity.id();
  }

  @Override
  public Account find(long id) {
    try (StatelessSession session = factory.openStatelessSession()) {
      return session.get(HibernateAccount.class, id);
    }
  }

  @Override
  public List<HibernateAccount> loadAll() {
    try (StatelessSession session = factory.openStatelessSession()) {
      return session
          .createSelectionQuery("from HibernateAccount", HibernateAccount.class)
          .getResultList();
    }
  }

  @Override
  public void addCents(long id, long cents) {
    factory.inTransaction(session -> session.find(HibernateAccount.class, id).add(cents));
  }

  @Override
  public void insertAll(List<NewAccount> accounts) {
    factory.inStatelessTransaction(
        session -> {
          session.setJdbcBatchSize(BATCH);
          session.insertMultiple(accounts.stream().map(HibernateAccount::new).toList());
        });
  }

  @Override
  public int importAll(List<NewAccount> accounts) {
    return factory.fromStatelessTransaction(
        session -> {
          int refused = 0;
          for (NewAccount account : accounts) {
            Savepoint savepoint = savepoint(session);
            try {
              session.insert(new HibernateAccount(account));
              session.doWork(connection -> connection.releaseSavepoint(savepoint));
            } catch (JDBCException e) {
              // Hibernate has no type of its own for it on SQLite.
              if (!JdbcContender.isDuplicate(e.getSQLException())) {
                throw e;
              }
              session.doWork(connection -> connection.rollback(savepoint));
              refused++;
            }
          }
          return refused;
        });
  }

  private static Savepoint savepoint(StatelessSession session) {
    return session.doReturningWork(connection -> connection.setSavepoint());
  }

  @Override
  public void inOuterTransaction(Runnable work) {
    factory.inStatelessTransaction(
        session -> {
          outer = session;
          work.run();
          outer = null;
          session.getTransaction().markRollbackOnly();
        });
  }

  private StatelessSession outer() {
    if (outer == null) {
      throw new BenchmarkException("There is no outer transaction: call inOuterTransaction");
    }
    return outer;
  }

  @Override
  public long insertNested(NewAccount account) {
    StatelessSession session = outer();
    Savepoint savepoint = savepoint(session);
    long id = insertRow(session, account);
    session.doWork(connection -> connection.releaseSavepoint(savepoint));
    return id;
  }

  @Override
  public void emptyScope() {
    StatelessSession session = outer();
    Savepoint savepoint = savepoint(session);
    session.doWork(connection -> connection.releaseSavepoint(savepoint));
  }

  @Override
  public void close() {
    factory.close();
  }
}
