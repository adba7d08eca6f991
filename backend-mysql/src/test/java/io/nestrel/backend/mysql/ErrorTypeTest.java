// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.CheckViolationException;
import io.nestrel.error.ConstraintViolationException;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.DatabaseFullException;
import io.nestrel.error.ForeignKeyViolationException;
import io.nestrel.error.NotNullViolationException;
import io.nestrel.error.QueryTimeoutException;
import io.nestrel.error.ReadOnlyDatabaseException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the servers refuse; none of it costs more than the statement. */
@ParameterizedClass
@EnumSource
class ErrorTypeTest {
  private final Server server;
  private final String url;
  private final Backend backend;
  private final TransactionManager manager;

  ErrorTypeTest(Server server) {
    this.server = server;
    this.url = server.get().freshDatabase();
    this.backend = Backend.open(url);
    this.manager = backend.transactionManager();
  }

  @BeforeEach
  void createTables() {
    backend.execute("CREATE TABLE owner (id INTEGER PRIMARY KEY)");
    backend.execute(
        "CREATE TABLE pet (id INTEGER PRIMARY KEY, owner_id INTEGER, name VARCHAR(20) NOT NULL UNIQUE,"
            + " age INTEGER, CONSTRAINT old_enough CHECK (age > 0),"
            + " CONSTRAINT owned FOREIGN KEY (owner_id) REFERENCES owner (id))");
    backend.execute("INSERT INTO owner VALUES (1)");
    backend.execute("INSERT INTO pet (id, owner_id, name) VALUES (1, 1, 'a')");
    manager.begin();
    backend.execute("INSERT INTO pet (id, name) VALUES (2, 'kept')");
  }

  @AfterEach
  void close() {
    assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    manager.commit();
    assertThat(backend.query("SELECT name FROM pet ORDER BY id", String.class))
        .startsWith("a", "kept");
    backend.close();
  }

  private void assertRefused(Class<? extends DatabaseException> type, String sql) {
    assertThatThrownBy(() -> backend.execute(sql)).as(sql).isExactlyInstanceOf(type);
  }

  private void assertViolated(
      Class<? extends ConstraintViolationException> type, String constraint, String sql) {
    assertThatThrownBy(() -> backend.execute(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            type, e -> assertThat(e.constraint()).asString().endsWith(constraint));
  }

  @Test
  void constraints() {
    assertViolated(
        UniqueViolationException.class, "PRIMARY", "INSERT INTO pet (id, name) VALUES (1, 'x')");
    assertViolated(
        UniqueViolationException.class, "name", "INSERT INTO pet (id, name) VALUES (3, 'A')");
    assertViolated(
        ForeignKeyViolationException.class,
        "owned",
        "INSERT INTO pet (id, name, owner_id) VALUES (3, 'x', 9)");
    assertViolated(ForeignKeyViolationException.class, "owned", "DELETE FROM owner");
    assertViolated(NotNullViolationException.class, "name", "INSERT INTO pet (id) VALUES (3)");
    assertViolated(
        NotNullViolationException.class, "name", "INSERT INTO pet (id, name) VALUES (3, NULL)");
    assertViolated(
        CheckViolationException.class,
        "old_enough",
        "INSERT INTO pet (id, name, age) VALUES (3, 'x', 0)");
  }

  @Test
  void syntax() {
    assertRefused(SqlSyntaxException.class, "SELEC 1");
    assertRefused(SqlSyntaxException.class, "DELETE FROM nowhere");
    assertRefused(SqlSyntaxException.class, "UPDATE pet SET nothing = 1");
  }

  @Test
  void a_statement_that_runs_too_long() {
    String endless =
        "COUNT(*) FROM information_schema.columns a, information_schema.columns b,"
            + " information_schema.columns c, information_schema.columns d";
    assertRefused(
        QueryTimeoutException.class,
        server == Server.MARIADB
            ? "SET STATEMENT max_statement_time=0.05 FOR SELECT " + endless
            : "SELECT /*+ MAX_EXECUTION_TIME(50) */ " + endless);
  }

  @Test
  void values_that_do_not_fit_are_refused_and_not_changed() {
    assertThatThrownBy(
            () ->
                backend.execute(
                    "INSERT INTO pet (id, name) VALUES (3, 'more than twenty characters')"))
        .isInstanceOf(DatabaseException.class);
    assertThatThrownBy(() -> backend.execute("UPDATE pet SET age = 3000000000"))
        .isInstanceOf(DatabaseException.class);
    assertThatThrownBy(() -> backend.execute("UPDATE pet SET age = 'old'"))
        .isInstanceOf(DatabaseException.class);
    assertThat(backend.query("SELECT COUNT(*) FROM pet WHERE age IS NOT NULL", Long.class))
        .containsExactly(0L);
  }

  @Test
  void a_read_only_transaction() {
    try (Backend other = Backend.open(url)) {
      assertThatThrownBy(
              () ->
                  other.transaction(
                      TransactionOptions.defaults().readOnly(true),
                      () -> other.execute("DELETE FROM pet")))
          .isInstanceOf(ReadOnlyDatabaseException.class);
    }
  }

  @Test
  void a_table_that_is_full() {
    try (Backend other = Backend.open(url, BackendOptions.defaults().poolSize(1))) {
      other.execute("SET max_heap_table_size = 16384");
      other.execute("CREATE TABLE small (a VARCHAR(1000)) ENGINE = MEMORY");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  other.execute("INSERT INTO small VALUES (REPEAT('a', 1000))");
                }
              })
          .isInstanceOf(DatabaseFullException.class);
    }
  }

  @Test
  void missing_rights() {
    String user = "limited" + Long.toHexString(System.nanoTime());
    try (Backend admin = Backend.open(url)) {
      admin.execute("CREATE USER '%s'@'127.0.0.1' IDENTIFIED BY 'p'".formatted(user));
      admin.execute("GRANT SELECT ON pet TO '%s'@'127.0.0.1'".formatted(user));
      String limitedUrl =
          url.replaceFirst("user=[^&]*", "user=" + user)
              .replaceFirst("password=[^&]*", "password=p&allowPublicKeyRetrieval=true");
      try (Backend limited = Backend.open(limitedUrl)) {
        assertThatThrownBy(() -> limited.execute("DELETE FROM pet"))
            .isExactlyInstanceOf(DatabaseException.class)
            .hasMessageContaining("denied");
      } finally {
        admin.execute("DROP USER '%s'@'127.0.0.1'".formatted(user));
      }
    }
  }
}
