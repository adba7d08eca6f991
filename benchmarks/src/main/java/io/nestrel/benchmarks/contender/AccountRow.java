// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import java.sql.ResultSet;
import java.sql.SQLException;

/** An account for contenders that leave it to the application what a row becomes. */
record AccountRow(long id, String owner, String email, long cents, String createdAt, boolean active)
    implements Account {

  /** Reads by position, in the order of {@link Sql#COLUMNS}. */
  static AccountRow read(ResultSet row) throws SQLException {
    return new AccountRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getBoolean(6));
  }

  AccountRow plus(long more) {
    return new AccountRow(id, owner, email, cents + more, createdAt, active);
  }
}
