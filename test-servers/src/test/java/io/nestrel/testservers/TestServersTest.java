// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import static io.nestrel.testservers.Sql.execute;
import static io.nestrel.testservers.Sql.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
  void is_the_version_that_its_name_says_or_the_one_that_was_there() throws SQLException {
    assertThat(server.version()).startsWith(expectedVersion());
  }

  private String expectedVersion() throws SQLException {
    if (server.restartable()) {
      return name.version;
    }
    try (Connection connection = DriverManager.getConnection(server.url())) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
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
  void can_be_restarted_and_killed_or_says_why_not() throws SQLException {
    if (server.restartable()) {
      restartKeepsWhatWasCommittedAndCutsConnections();
      refusesConnectionsWhenKilledUntilRestarted();
    } else {
      Refusals.assertRefused(server);
    }
  }

  private void restartKeepsWhatWasCommittedAndCutsConnections() throws SQLException {
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

  private void refusesConnectionsWhenKilledUntilRestarted() throws SQLException {
    String url = server.freshDatabase();

    server.kill();
    server.kill();

    assertThatThrownBy(() -> number(url, "SELECT 1")).isInstanceOf(SQLException.class);
    server.restart();
    assertThat(number(url, "SELECT 1")).isEqualTo(1);
  }
}
