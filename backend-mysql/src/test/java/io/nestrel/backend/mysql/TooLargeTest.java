// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.error.DatabaseException;
import io.nestrel.transaction.TransactionManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that the driver does not send, because the server would not take them. */
class TooLargeTest {
  /** The savepoint of the scope before has the same name, and is still there. */
  @ParameterizedTest
  @EnumSource
  void what_was_to_travel_with_them_is_not_taken_for_sent(Server server) {
    String url = server.get().freshDatabase() + "&maxAllowedPacket=20000";
    try (Backend backend = Backend.open(url)) {
      backend.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, note LONGTEXT)");
      TransactionManager manager = backend.transactionManager();
      manager.begin();
      insertTooMuch(backend);
      backend.execute("INSERT INTO entry (id) VALUES (1)");
      backend.transaction(() -> backend.execute("INSERT INTO entry (id) VALUES (2)"));
      manager.begin();
      insertTooMuch(backend);
      manager.rollback();
      manager.commit();
      assertThat(backend.query("SELECT id FROM entry", Integer.class)).containsExactly(1, 2);
    }
  }

  private static void insertTooMuch(Backend backend) {
    String note = "x".repeat(30_000);
    assertThatThrownBy(() -> backend.execute("INSERT INTO entry (id, note) VALUES (3, ?)", note))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("too big");
  }
}
