// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.RestartContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServer;
import io.nestrel.testservers.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** On servers that nobody else uses. */
@ParameterizedClass
@EnumSource
class RestartTest extends ContractTest implements RestartContract {
  private static final String OWN = "--max-connections=41";

  private final TestServer server;

  RestartTest(Server kind) {
    server = kind == Server.MARIADB ? TestServers.mariadb(OWN) : TestServers.mysql(OWN);
  }

  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(server);
  }

  @Override
  public void restart() {
    server.kill();
    server.restart();
  }

  @Override
  public void endConnections() {
    try (Connection connection = database().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<Long> others = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT id FROM information_schema.processlist"
                  + " WHERE id <> CONNECTION_ID() AND user = 'nestrel'")) {
        while (row.next()) {
          others.add(row.getLong(1));
        }
      }
      for (long id : others) {
        statement.execute("KILL CONNECTION " + id);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
