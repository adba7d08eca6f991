// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.operation;

import io.nestrel.benchmarks.contender.Contender;
import io.nestrel.benchmarks.contender.Contenders;
import io.nestrel.benchmarks.database.AccountDatabase;
import io.nestrel.benchmarks.database.Target;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A contender on a database with an empty table. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls the setups
public class ContenderState {
  @Param Contenders contender;

  @Param({"SQLITE", "POSTGRES", "MARIADB"})
  Target database;

  AccountDatabase table;
  Contender opened;

  /** Opens the contender. */
  @Setup
  public void open() throws SQLException {
    table = database.database();
    opened = contender.open(table);
  }

  /** Closes what was opened. */
  @TearDown
  public void close() throws SQLException {
    opened.close();
    table.close();
  }
}
