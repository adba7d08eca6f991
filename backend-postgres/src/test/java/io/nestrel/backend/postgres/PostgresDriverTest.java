// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.ConfigurationException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.testservers.TestServers;
import io.nestrel.type.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** Settings of the driver that could break promises: refused, or without harm. */
class PostgresDriverTest {
  private final String url = TestServers.postgres18().freshDatabase();

  @ParameterizedTest
  @ValueSource(strings = {"always", "conservative"})
  void autosave_is_refused_in_a_url_and_in_a_data_source(String autosave) throws SQLException {
    assertThatThrownBy(() -> Backend.open(url + "&autosave=" + autosave))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("autosave=" + autosave)
        .hasMessageContaining("nested scope");
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setProperty("autosave", autosave);
    assertThatThrownBy(() -> Backend.of(source)).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void read_only_by_the_driver_is_refused_and_by_the_server_works() {
    assertThatThrownBy(() -> Backend.open(url + "&readOnly=true"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("default_transaction_read_only");
    try (Backend backend = Backend.open(url + "&options=-c+default_transaction_read_only=on")) {
      assertThatThrownBy(() -> backend.transaction(() -> backend.execute("CREATE TABLE t (a INT)")))
          .hasMessageContaining("read-only");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preferQueryMode=simple",
        "preferQueryMode=extendedForPrepared",
        "preferQueryMode=extendedCacheEverything",
        "prepareThreshold=0",
        "prepareThreshold=1",
        "reWriteBatchedInserts=true",
        "stringtype=unspecified",
        "cleanupSavepoints=true",
        "socketTimeout=30",
        "binaryTransfer=false"
      })
  void scopes_fail_and_recover_under_other_settings(String setting) {
    try (Backend backend = Backend.open(url + "&" + setting)) {
      backend.execute("CREATE TABLE pet (id INTEGER PRIMARY KEY, tags TEXT[], data JSONB)");
      for (int i = 0; i < 7; i++) {
        int id = i;
        backend.transaction(
            () -> {
              insert(backend, id);
              assertThatThrownBy(() -> backend.transaction(() -> insert(backend, id)))
                  .isInstanceOf(UniqueViolationException.class);
              insert(backend, 100 + id);
            });
      }
      assertThatThrownBy(
              () ->
                  backend.transaction(
                      () -> {
                        insert(backend, 50);
                        try {
                          insert(backend, 50);
                        } catch (UniqueViolationException swallowed) {
                          insert(backend, 51);
                        }
                      }))
          .isInstanceOf(ScopeFailedException.class);
      try (Stream<Integer> ids = backend.stream("SELECT id FROM pet ORDER BY id", Integer.class)) {
        assertThat(ids).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 100, 101, 102, 103, 104, 105, 106));
      }
    }
  }

  private static void insert(Backend backend, int id) {
    backend.execute(
        "INSERT INTO pet VALUES (?, ?, ?)", id, new String[] {"a", "b"}, new Json("{}"));
  }

  @Test
  void of_several_hosts_the_one_that_answers_as_wanted_is_used() {
    String hosts = url.replace("//", "//127.0.0.1:1,");
    try (Backend backend = Backend.open(hosts + "&targetServerType=primary")) {
      assertThat(backend.query("SELECT pg_is_in_recovery()", Boolean.class)).containsExactly(false);
    }
  }

  @Test
  void connections_have_a_name_unless_given_another() {
    for (var expected : List.of("Nestrel", "shop")) {
      String named = expected.equals("shop") ? url + "&ApplicationName=shop" : url;
      try (Backend backend = Backend.open(named)) {
        assertThat(backend.query("SHOW application_name", String.class)).containsExactly(expected);
      }
    }
  }

  @Test
  void a_notification_and_a_copy_in_raw_jdbc_do_no_harm() {
    try (Backend backend = Backend.open(url)) {
      backend.execute("CREATE TABLE pet (id INTEGER PRIMARY KEY)");
      backend.transaction(
          () -> {
            backend.execute("LISTEN news");
            backend.useConnection(
                connection -> {
                  CopyIn copy =
                      new CopyManager(connection.unwrap(BaseConnection.class))
                          .copyIn("COPY pet FROM STDIN");
                  copy.writeToCopy(new byte[] {'1', '\n'}, 0, 2);
                  assertThat(copy.endCopy()).isEqualTo(1);
                });
            backend.execute("NOTIFY news");
            assertThatThrownBy(
                    () -> backend.transaction(() -> backend.execute("INSERT INTO pet VALUES (1)")))
                .isInstanceOf(UniqueViolationException.class);
          });
      assertThat(backend.query("SELECT id FROM pet", Integer.class)).containsExactly(1);
    }
  }
}
