// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The statements of the contenders that are given SQL. */
final class Sql {
  static final String COLUMNS = "id, owner, email, cents, created_at, active";
  static final String INSERT =
      "INSERT INTO accounts (owner, email, cents, created_at, active) VALUES (?, ?, ?, ?, ?)";
  static final String INSERT_RETURNING = INSERT + " RETURNING id";
  static final String FIND = "SELECT " + COLUMNS + " FROM accounts WHERE id = ?";
  static final String ALL = "SELECT " + COLUMNS + " FROM accounts";
  static final String UPDATE = "UPDATE accounts SET cents = ? WHERE id = ?";

  private Sql() {}

  static void bind(PreparedStatement statement, NewAccount account) throws SQLException {
    statement.setString(1, account.owner());
    statement.setString(2, account.email());
    statement.setLong(3, account.cents());
    statement.setString(4, account.createdAt());
    statement.setBoolean(5, account.active());
  }
}
