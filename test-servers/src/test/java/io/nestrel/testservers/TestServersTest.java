// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Servers.class)
class TestServersTest {

  private final Servers name;
  private final TestServer server;

  TestServersTest(Servers name) {
    this.name = name;
    server = name.get();
  }

  @Test
  void answers_over_a_fresh_database() throws SQLException {
    assertThat(number(server.freshDatabase(), "SELECT 1")).isEqualTo(1);
  }

  @Test
  void is_the_version_that_its_name_says() {
    assumeThat(server.restartable()).isTrue();

    assertThat(server.version()).startsWith(name.version);
  }

  @Test
  void fresh_databases_are_separate() throws SQLException {
    String one = server.freshDatabase();
    String other = server.freshDatabase();
    execute(one, "CREATE TABLE t (id INT)");

    execute(other, "CREATE TABLE t (id INT)", "INSERT INTO t VALUES (1)");

    assertThat(number(one, "SELECT COUNT(*) FROM t")).isZero();
  }

  @Test
  void is_shared_and_so_is_its_database() {
    assertThat(name.get()).isSameAs(server);
    assertThat(server.url()).isEqualTo(server.url()).isNotEqualTo(server.freshDatabase());
  }

  @Test
  void restart_keeps_what_was_committed_and_cuts_connections() throws SQLException {
    assumeThat(server.restartable()).isTrue();
    String url = server.freshDatabase();
    execute(url, "CREATE TABLE t (id INT)", "INSERT INTO t VALUES (1)");
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      execute(connection, "INSERT INTO t VALUES (2)");

      server.restart();

      assertThat(connection.isValid(1)).isFalse();
    }
    assertThat(number(url, "SELECT COUNT(*) FROM t")).isEqualTo(1);
  }

  @Test
  void refuses_connections_when_killed_until_restarted() throws SQLException {
    assumeThat(server.restartable()).isTrue();
    String url = server.freshDatabase();

    server.kill();
    server.kill();

    assertThatThrownBy(() -> number(url, "SELECT 1")).isInstanceOf(SQLException.class);
    server.restart();
    assertThat(number(url, "SELECT 1")).isEqualTo(1);
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, statements);
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static int number(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
