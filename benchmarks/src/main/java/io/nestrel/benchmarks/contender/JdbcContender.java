// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import io.nestrel.benchmarks.database.AccountDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Written by hand for one connection: statements stay prepared, columns are read by position, and
 * autocommit is switched only when the kind of work changes.
 */
final class JdbcContender implements Contender {
  private final Connection connection;
  private final boolean returning;
  private final PreparedStatement insertWithKey;
  private final PreparedStatement insert;
  private final PreparedStatement find;
  private final PreparedStatement all;
  private final PreparedStatement update;

  JdbcContender(AccountDatabase database) throws SQLException {
    connection = database.connection();
    returning = database.kind().keysByReturning();
    insertWithKey =
        returning
            ? connection.prepareStatement(Sql.INSERT_RETURNING)
            : connection.prepareStatement(Sql.INSERT, Statement.RETURN_GENERATED_KEYS);
    insert = connection.prepareStatement(Sql.INSERT);
    find = connection.prepareStatement(Sql.FIND);
    all = connection.prepareStatement(Sql.ALL);
    update = connection.prepareStatement(Sql.UPDATE);
  }

  @Override
  public long insert(NewAccount account) {
    try {
      autoCommit(true);
      return insertRow(account);
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  @Override
  public long insertInTransaction(NewAccount account) {
    try {
      autoCommit(false);
      long id = insertRow(account);
      connection.commit();
      return id;
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  private long insertRow(NewAccount account) throws SQLException {
    Sql.bind(insertWithKey, account);
    if (returning) {
      try (ResultSet key = insertWithKey.executeQuery()) {
        key.next();
        long id = key.getLong(1);
        key.next(); // SQLite commits at the end of the result, and only there says if it could not
        return id;
      }
    }
    insertWithKey.executeUpdate();
    try (ResultSet key = insertWithKey.getGeneratedKeys()) {
      key.next();
      return key.getLong(1);
    }
  }

  @Override
  public Account find(long id) {
    try {
      autoCommit(true);
      return findRow(id);
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  private AccountRow findRow(long id) throws SQLException {
    find.setLong(1, id);
    try (ResultSet rows = find.executeQuery()) {
      rows.next();
      return AccountRow.read(rows);
    }
  }

  @Override
  public List<AccountRow> loadAll() {
    List<AccountRow> accounts = new ArrayList<>();
    try {
      autoCommit(true);
      try (ResultSet rows = all.executeQuery()) {
        while (rows.next()) {
          accounts.add(AccountRow.read(rows));
        }
      }
      return accounts;
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  @Override
  public void addCents(long id, long cents) {
    try {
      autoCommit(false);
      AccountRow account = findRow(id).plus(cents);
      update.setLong(1, account.cents());
      update.setLong(2, account.id());
      update.executeUpdate();
      connection.commit();
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  @Override
  public void insertAll(List<NewAccount> accounts) {
    try {
      autoCommit(false);
      int rows = 0;
      for (NewAccount account : accounts) {
        Sql.bind(insert, account);
        insert.addBatch();
        if (++rows % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  @Override
  public int importAll(List<NewAccount> accounts) {
    int refused = 0;
    try {
      autoCommit(false);
      for (NewAccount account : accounts) {
        Savepoint savepoint = connection.setSavepoint();
        try {
          Sql.bind(insert, account);
          insert.executeUpdate();
          connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
          if (!isDuplicate(e)) {
            throw e;
          }
          connection.rollback(savepoint);
          refused++;
        }
      }
      connection.commit();
      return refused;
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  /** PostgreSQL has a state of its own for it, SQLite's driver none but the code. */
  static boolean isDuplicate(SQLException e) {
    return e instanceof SQLIntegrityConstraintViolationException
        || "23505".equals(e.getSQLState())
        || e.getErrorCode() == 19;
  }

  @Override
  public void inOuterTransaction(Runnable work) {
    try {
      autoCommit(false);
      work.run();
      connection.rollback();
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  @Override
  public long insertNested(NewAccount account) {
    try {
      Savepoint savepoint = connection.setSavepoint();
      long id = insertRow(account);
      connection.releaseSavepoint(savepoint);
      return id;
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  @Override
  public void emptyScope() {
    try {
      connection.releaseSavepoint(connection.setSavepoint());
    } catch (SQLException e) {
      throw new BenchmarkException(e);
    }
  }

  private void autoCommit(boolean on) throws SQLException {
    if (connection.getAutoCommit() != on) {
      connection.setAutoCommit(on);
    }
  }

  @Override
  public void close() {
    for (PreparedStatement statement : List.of(insertWithKey, insert, find, all, update)) {
      try {
        statement.close();
      } catch (SQLException e) {
        throw new BenchmarkException(e);
      }
    }
  }
}
