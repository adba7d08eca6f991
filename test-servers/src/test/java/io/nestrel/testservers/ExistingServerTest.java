// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A server that was there already: here one that this JVM has started. */
class ExistingServerTest {

  private static final String COUNT = "SELECT count(*) FROM pg_database WHERE datname = '%s'";

  private final String home = TestServers.postgres15().freshDatabase();
  private final ExistingServer server = ExistingServer.at(home, "a.property");

  @Test
  void is_not_killed_or_restarted() throws SQLException {
    assertThat(server.restartable()).isFalse();
    Refusals.assertRefused(server);
    assertThat(server.version()).isEqualTo(TestServers.postgres15().version());
  }

  @Test
  void has_databases_that_can_all_be_dropped() throws SQLException {
    String shared = DatabaseUrl.parse(server.url()).database();
    String fresh = DatabaseUrl.parse(server.freshDatabase()).database();
    assertThat(shared).startsWith("nestrel_test_").isNotEqualTo(fresh);
    assertThat(Sql.number(home, COUNT.formatted(shared))).isEqualTo(1);

    server.databases().dropAll();

    assertThat(Sql.number(home, COUNT.formatted(shared))).isZero();
    assertThat(Sql.number(home, COUNT.formatted(fresh))).isZero();
  }

  @Test
  void may_stand_for_two_versions_at_once() {
    assertThat(ExistingServer.at(home, "a.property").freshDatabase())
        .isNotEqualTo(server.freshDatabase());
  }

  @Test
  void that_does_not_answer_is_told_by_its_property_without_its_password() {
    String url = "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/db?user=me&password=secret";

    assertThatExceptionOfType(ServerStartException.class)
        .isThrownBy(() -> ExistingServer.at(url, "a.property"))
        .withMessageContaining("-Da.property")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }
}
