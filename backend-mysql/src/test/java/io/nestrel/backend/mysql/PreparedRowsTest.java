// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.testkit.Part;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MariaDB prepares an INSERT of many rows, which the tests that count statements cannot see. */
class PreparedRowsTest {
  private static final int ROWS = 128;

  private final String url = Server.MARIADB.get().freshDatabase();
  private final Backend backend = Backend.open(url, BackendOptions.defaults().poolSize(1));
  private final Backend other = Backend.open(url);
  private final Model<Part> parts = Model.of(Part.class).on(backend);

  @BeforeEach
  void createTable() {
    backend.execute(
        "CREATE TABLE parts (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL, size INT NOT NULL)");
  }

  @AfterEach
  void close() {
    backend.close();
    other.close();
  }

  /** How often the server was told to prepare something; there is one session. */
  private long prepared() {
    return backend
        .<Long>query("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'", row -> row.getLong(2))
        .get(0);
  }

  private void saveAndCheck() {
    List<Part> saved = Part.numbered(3 * ROWS);
    backend.transaction(
        () -> {
          parts.saveAll(saved.subList(0, ROWS));
          parts.saveAll(saved.subList(ROWS, 2 * ROWS));
          parts.saveAll(saved.subList(2 * ROWS, 3 * ROWS));
        });
    Part.assertEachHasItsOwnKey(parts, saved);
  }

  @Test
  void what_is_saved_again_is_not_parsed_again() {
    long before = prepared();
    saveAndCheck();
    long once = prepared();
    assertThat(once).isGreaterThan(before);
    saveAndCheck();
    assertThat(prepared()).isEqualTo(once);
  }

  @Test
  void the_table_may_be_altered_in_between() {
    for (int i = 0; i < 4; i++) {
      saveAndCheck();
      other.execute("ALTER TABLE parts ADD COLUMN more_%d INT DEFAULT 7 FIRST".formatted(i));
    }
    saveAndCheck();
    assertThat(parts.count()).isEqualTo(5 * 3 * ROWS);
  }

  @Test
  void where_the_server_prepares_nothing_the_text_is_sent() {
    long limit = other.query("SELECT @@GLOBAL.max_prepared_stmt_count", Long.class).get(0);
    other.execute("SET GLOBAL max_prepared_stmt_count = 0");
    try {
      saveAndCheck();
    } finally {
      other.execute("SET GLOBAL max_prepared_stmt_count = " + limit);
    }
  }
}
