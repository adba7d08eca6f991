// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.dialect.ConnectionUser;
import io.nestrel.error.UniqueViolationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite's driver does things by itself that Nestrel has it leave. Whoever else uses a connection,
 * the application or a pool that is not Nestrel's, finds the driver as without Nestrel. All is done
 * on one connection.
 */
class DriverHabitsTest {
  private static final Habits DEFAULTS = new Habits(true, true);

  private final String url;

  DriverHabitsTest(@TempDir Path directory) {
    this.url = "jdbc:sqlite:" + directory.resolve("habits.db");
  }

  /**
   * @param readsKeys whether the key is to be had that an INSERT has generated
   */
  private record Habits(boolean autoCommit, boolean readsKeys) {
    static Habits of(Connection connection) throws SQLException {
      try (Statement insert = connection.createStatement()) {
        insert.executeUpdate("INSERT INTO t DEFAULT VALUES");
        try (ResultSet keys = insert.getGeneratedKeys()) {
          boolean read = keys.next();
          assertThat(read ? keys.getLong(1) : 1).isPositive();
          return new Habits(connection.getAutoCommit(), read);
        }
      }
    }

    static Habits of(DataSource source) throws SQLException {
      try (Connection connection = source.getConnection()) {
        return of(connection);
      }
    }
  }

  private Backend open(String parameters) {
    return created(Backend.open(url + parameters, BackendOptions.defaults().poolSize(1)));
  }

  private static Backend created(Backend backend) {
    backend.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    return backend;
  }

  private static Habits lent(Backend backend) {
    return backend.withConnection(Habits::of);
  }

  private static void insertTwice(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO t VALUES (900)");
      statement.execute("INSERT INTO t VALUES (900)");
    }
  }

  private SQLiteDataSource driver() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(url);
    return source;
  }

  private HikariDataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(driver());
    pool.setMaximumPoolSize(1);
    return pool;
  }

  @Test
  void the_driver_commits_and_reads_keys_by_itself() throws SQLException {
    try (Backend backend = open("")) {
      assertThat(Habits.of(driver())).isEqualTo(DEFAULTS);
      assertThat(backend.query("SELECT COUNT(*) FROM t", Integer.class)).containsExactly(1);
    }
  }

  @Test
  void the_applications_own_statements_find_the_driver_as_without_nestrel() {
    try (Backend backend = open("")) {
      assertThat(lent(backend)).isEqualTo(DEFAULTS);
      backend.execute("INSERT INTO t DEFAULT VALUES");
      assertThat(lent(backend)).as("after a statement of Nestrel's").isEqualTo(DEFAULTS);
      backend.transaction(
          () -> {
            backend.execute("INSERT INTO t DEFAULT VALUES");
            assertThat(lent(backend)).as("in a transaction").isEqualTo(DEFAULTS);
            backend.transaction(() -> assertThat(lent(backend)).isEqualTo(DEFAULTS));
          });
      assertThat(backend.query("SELECT COUNT(*) FROM t", Integer.class)).containsExactly(6);
    }
  }

  @Test
  void what_the_application_does_outside_of_transactions_is_committed_at_once() {
    try (Backend backend = open("");
        Backend other = Backend.open(url)) {
      backend.useConnection(
          connection -> {
            assertThat(Habits.of(connection)).isEqualTo(DEFAULTS);
            assertThat(other.query("SELECT COUNT(*) FROM t", Integer.class)).containsExactly(1);
          });
    }
  }

  @Test
  void an_exception_in_the_applications_work_changes_nothing_for_what_comes_next() {
    try (Backend backend = open("")) {
      assertThatThrownBy(() -> backend.useConnection(DriverHabitsTest::insertTwice))
          .isInstanceOf(UniqueViolationException.class);
      assertThat(lent(backend)).isEqualTo(DEFAULTS);
      backend.transaction(
          () -> {
            assertThatThrownBy(
                    () ->
                        backend.useConnection(
                            connection -> {
                              throw new IllegalStateException("of the application");
                            }))
                .isInstanceOf(IllegalStateException.class);
            backend.execute("INSERT INTO t VALUES (800)");
            assertThat(lent(backend)).isEqualTo(DEFAULTS);
          });
      assertThat(lent(backend)).isEqualTo(DEFAULTS);
    }
  }

  @Test
  void a_connection_stays_lent_until_the_outermost_work_has_ended() {
    try (Backend backend = open("")) {
      backend.useConnection(
          connection -> {
            assertThat(lent(backend)).isEqualTo(DEFAULTS);
            assertThat(Habits.of(connection)).as("outside of transactions").isEqualTo(DEFAULTS);
          });
      backend.transaction(
          () ->
              backend.useConnection(
                  connection -> {
                    backend.transaction(() -> assertThat(lent(backend)).isEqualTo(DEFAULTS));
                    assertThat(Habits.of(connection)).as("in one").isEqualTo(DEFAULTS);
                  }));
    }
  }

  @Test
  void a_driver_told_to_read_no_keys_reads_none_whoever_uses_it() {
    try (Backend backend = open("?jdbc.get_generated_keys=false")) {
      Habits keyless = new Habits(true, false);
      assertThat(lent(backend)).isEqualTo(keyless);
      backend.execute("INSERT INTO t DEFAULT VALUES");
      assertThat(lent(backend)).isEqualTo(keyless);
    }
  }

  @Test
  void the_driver_reads_no_keys_for_nestrel() throws SQLException {
    try (Backend backend = open("");
        Connection connection = driver().getConnection()) {
      backend.dialect().usedBy(ConnectionUser.NESTREL, connection);
      assertThat(Habits.of(connection)).isEqualTo(new Habits(false, false));
    }
  }

  @Test
  void a_driver_that_upgrades_transactions_by_itself_has_none_to_upgrade() {
    try (Backend backend = open("?jdbc.explicit_readonly=true")) {
      backend.execute("INSERT INTO t DEFAULT VALUES");
      backend.transaction(
          () -> {
            assertThat(backend.query("SELECT COUNT(*) FROM t", Integer.class)).containsExactly(1);
            backend.execute("INSERT INTO t DEFAULT VALUES");
            assertThat(lent(backend)).isEqualTo(DEFAULTS);
          });
      assertThat(backend.query("SELECT COUNT(*) FROM t", Integer.class)).containsExactly(3);
    }
  }

  @Test
  void a_pool_that_is_not_nestrels_gets_back_what_it_gave() throws SQLException {
    try (HikariDataSource pool = pool();
        Backend backend = created(Backend.of(pool))) {
      assertThat(Habits.of(pool)).isEqualTo(DEFAULTS);
      backend.transaction(() -> backend.execute("INSERT INTO t VALUES (900)"));
      assertThat(Habits.of(pool)).as("after a commit").isEqualTo(DEFAULTS);
      assertThatThrownBy(() -> backend.execute("INSERT INTO t VALUES (900)"))
          .isInstanceOf(UniqueViolationException.class);
      assertThat(Habits.of(pool)).as("after an error").isEqualTo(DEFAULTS);
      assertThatThrownBy(
              () -> backend.transaction(() -> backend.useConnection(DriverHabitsTest::insertTwice)))
          .isInstanceOf(UniqueViolationException.class);
      assertThat(Habits.of(pool)).as("after a rollback").isEqualTo(DEFAULTS);
      try (Stream<Integer> ids = backend.stream("SELECT id FROM t", Integer.class)) {
        assertThat(ids.findFirst()).isPresent();
      }
      assertThat(Habits.of(pool)).as("after a stream").isEqualTo(DEFAULTS);
    }
  }

  @Test
  void a_pool_that_gives_connections_without_autocommit_gets_them_back_so() throws SQLException {
    try (HikariDataSource pool = pool()) {
      pool.setAutoCommit(false);
      try (Backend backend = created(Backend.of(pool))) {
        assertThat(lent(backend)).isEqualTo(DEFAULTS);
        try (Connection connection = pool.getConnection()) {
          assertThat(Habits.of(connection)).isEqualTo(new Habits(false, true));
          connection.rollback();
        }
        assertThat(backend.query("SELECT COUNT(*) FROM t", Integer.class)).containsExactly(1);
      }
    }
  }
}
