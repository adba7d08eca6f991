// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import static io.nestrel.testservers.Sql.number;
import static io.nestrel.testservers.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A server with options is another one than the server without. */
class ServerOptionsTest {

  private static final String ROLLBACK = "--innodb-rollback-on-timeout=ON";
  private static final String READ_ROLLBACK = "SELECT @@innodb_rollback_on_timeout";

  @Test
  void mariadb_has_the_options_that_it_was_asked_for() throws SQLException {
    TestServer server = TestServers.mariadb(ROLLBACK);

    assertThat(number(server.url(), READ_ROLLBACK)).isEqualTo(1);
    assertThat(number(TestServers.mariadb().url(), READ_ROLLBACK)).isZero();
    isItsOwn(server, TestServers.mariadb(ROLLBACK), TestServers.mariadb());
  }

  @Test
  void mysql_has_the_options_that_it_was_asked_for() throws SQLException {
    TestServer server = TestServers.mysql(ROLLBACK);

    assertThat(number(server.url(), READ_ROLLBACK)).isEqualTo(1);
    assertThat(number(TestServers.mysql().url(), READ_ROLLBACK)).isZero();
    isItsOwn(server, TestServers.mysql(ROLLBACK), TestServers.mysql());
  }

  @Test
  void postgres_has_the_settings_that_it_was_asked_for() throws SQLException {
    String[] settings = {"max_prepared_transactions=2", "timezone=Asia/Tokyo"};
    TestServer server = TestServers.postgres18(settings);

    assertThat(text(server.url(), "SHOW max_prepared_transactions")).isEqualTo("2");
    assertThat(text(server.url(), "SELECT reset_val FROM pg_settings WHERE name = 'log_timezone'"))
        .isEqualTo("UTC");
    isItsOwn(server, TestServers.postgres18(settings.clone()), TestServers.postgres18());
  }

  private static void isItsOwn(TestServer server, TestServer again, TestServer other) {
    assertThat(server).isSameAs(again).isNotSameAs(other);
    assertThat(server.restartable()).isTrue();
  }
}
