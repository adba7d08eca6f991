// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.ConfigurationException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.error.ValidationException;
import io.nestrel.sql.SqlSyntax;
import io.nestrel.testservers.TestServers;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** URLs, versions and what they make of the dialect. */
class MySqlProviderTest {

  @ParameterizedTest
  @CsvSource({
    "11.4.5-MariaDB-log, MariaDB, 11.4.5",
    "10.5.0-MariaDB, MariaDB, 10.5.0",
    "5.5.5-10.6.21-MariaDB-1:10.6.21+maria~ubu2204, MariaDB, 10.6.21",
    "8.0.31, MySQL, 8.0.31",
    "9.4.0-commercial, MySQL, 9.4.0",
    "5.7.44-log, MySQL, 5.7.44"
  })
  void versions_are_understood(String given, String name, String version) {
    ServerVersion parsed = ServerVersion.parse(given);
    assertThat(parsed.name()).isEqualTo(name);
    assertThat(parsed.text()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.4.34-MariaDB|MariaDB 10.4.34 is too old for Nestrel, which needs 10.5 or later",
        "5.5.68-MariaDB|MariaDB 5.5.68 is too old for Nestrel, which needs 10.5 or later",
        "5.6.51|MySQL 5.6.51 is too old for Nestrel, which needs 5.7 or later"
      })
  void servers_that_are_too_old_are_refused(String version, String message) {
    assertThatThrownBy(() -> ServerVersion.parse(version))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(message);
  }

  @Test
  void something_else_is_refused() {
    assertThatThrownBy(() -> ServerVersion.parse("TiDB"))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("TiDB");
  }

  @Test
  void features_follow_the_version() {
    assertThat(dialect("10.5.1-MariaDB").features())
        .contains(Feature.INSERT_RETURNING, Feature.WINDOW_FUNCTIONS);
    assertThat(dialect("8.0.11").features())
        .contains(Feature.WINDOW_FUNCTIONS)
        .doesNotContain(Feature.INSERT_RETURNING, Feature.TRANSACTIONAL_DDL);
    assertThat(dialect("5.7.44").features()).doesNotContain(Feature.WINDOW_FUNCTIONS);
  }

  private static MySqlDialect dialect(String version) {
    return new MySqlDialect(ServerVersion.parse(version), "", false, false);
  }

  @Test
  void a_server_may_have_strings_without_escapes() {
    assertThat(dialect("8.0.11").syntax()).contains(SqlSyntax.BACKSLASH_ESCAPES);
    assertThat(
            new MySqlDialect(
                    ServerVersion.parse("8.0.11"), "ANSI,NO_BACKSLASH_ESCAPES", false, false)
                .syntax())
        .doesNotContain(SqlSyntax.BACKSLASH_ESCAPES);
  }

  @Test
  void control_statements_travel_on_mysql_only_where_the_driver_was_told_that_they_may() {
    assertThat(travel("")).isFalse();
    assertThat(travel("&allowMultiQueries=false")).isFalse();
    assertThat(travel("&allowMultiQueries=true")).isTrue();
    assertThat(travel("&allowMultiQueries=true&useServerPrepStmts=true")).isFalse();
  }

  private static boolean travel(String options) {
    try (Backend backend = Backend.open(Server.MYSQL.get().freshDatabase() + options)) {
      TransactionDialect control = backend.dialect().transactions();
      assertThat(control.combined(List.of("BEGIN"), "DELETE FROM a; DELETE FROM b")).isNull();
      return control.combined(List.of("BEGIN"), "DELETE FROM a") != null;
    }
  }

  @ParameterizedTest
  @EnumSource
  void both_schemes_reach_both_servers(Server server) {
    String url = server.get().freshDatabase();
    for (String scheme : new String[] {"jdbc:mariadb:", "jdbc:mysql:"}) {
      try (Backend backend = Backend.open(url.replaceFirst("jdbc:\\w+:", scheme))) {
        assertThat(backend.dialect().name()).isEqualToIgnoringCase(server.name());
        assertThat(backend.query("SELECT 1", Integer.class)).containsExactly(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"useAffectedRows=true", "transactionReplay=true", "disablePipeline=false"})
  void options_that_break_promises_are_refused(String option) {
    String url = TestServers.mariadb().freshDatabase() + "&" + option;
    assertThatThrownBy(() -> Backend.open(url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(option.split("=", 2)[0]);
  }

  @Test
  void a_data_source_that_sends_batches_on_is_refused() throws SQLException {
    DataSource source = new MariaDbDataSource(TestServers.mariadb().freshDatabase());
    assertThatThrownBy(() -> Backend.of(source))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("disablePipeline=true");
  }

  @Test
  void several_statements_in_one_text_need_the_drivers_option() {
    String url = TestServers.mariadb().freshDatabase();
    try (Backend backend = Backend.open(url)) {
      assertThatThrownBy(() -> backend.execute("DO 1; DO 2"))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("one by one");
    }
    try (Backend backend = Backend.open(url + "&allowMultiQueries=true")) {
      backend.execute("CREATE TABLE a (b INT); INSERT INTO a VALUES (1)");
      assertThat(backend.query("SELECT b FROM a", Integer.class)).containsExactly(1);
    }
  }

  @Test
  void a_data_source_of_another_driver_is_refused() {
    DataSource other = proxy(DataSource.class, method -> connectionOfAnotherDriver());
    assertThatThrownBy(() -> Backend.of(other))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("org.mariadb.jdbc.MariaDbDataSource");
  }

  private static Connection connectionOfAnotherDriver() {
    return proxy(
        Connection.class,
        method ->
            switch (method) {
              case "getMetaData" ->
                  proxy(DatabaseMetaData.class, m -> "jdbc:mysql://localhost/database");
              case "isWrapperFor" -> false;
              default -> null;
            });
  }

  private static <T> T proxy(Class<T> type, Function<String, @Nullable Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            MySqlProviderTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.apply(method.getName())));
  }
}
