// SPDX-License-Identifier: Apache-2.0
package io.nestrel.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.dialect.Damage;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the log tells of transactions. */
@ResourceLock("log")
class TransactionLogTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();

  private void delete() {
    backend.execute("DELETE");
  }

  @Test
  void each_transaction_is_one_line_at_debug() {
    try (Logged logged = Logged.atDebug()) {
      backend.transaction(
          TransactionOptions.defaults().name("one line"),
          () -> {
            delete();
            manager.savepoint();
            delete();
            backend.transaction(this::delete);
          });
      assertThat(logged.messages(Level.DEBUG, "one line"))
          .singleElement()
          .asString()
          .matches(
              "The transaction \"one line\" of thread \".*\" was committed after .* ms: 3 statements, 2 savepoints");
    }
  }

  @Test
  void the_line_tells_what_became_of_it() {
    try (Logged logged = Logged.atDebug()) {
      manager.begin(TransactionOptions.defaults().name("undone")).rollback();
      assertThat(logged.messages(Level.DEBUG, "\"undone\"").get(0)).contains("was rolled back");
      Transaction doubtful = manager.begin(TransactionOptions.defaults().name("doubtful"));
      delete();
      database.failOn("COMMIT", Damage.CONNECTION);
      assertThatThrownBy(doubtful::commit).isInstanceOf(UnknownCommitOutcomeException.class);
      doubtful.rollback();
      assertThat(logged.messages(Level.DEBUG, "\"doubtful\"").get(0)).contains("left in doubt");
    }
  }

  @Test
  void a_transaction_that_stays_open_is_warned_of_once_and_with_its_origin() throws Exception {
    var watched =
        database.backend(
            BackendOptions.defaults().tracing(true).openTransactionWarning(Duration.ofMillis(1)));
    try (Logged logged = Logged.atDebug();
        Transaction forgotten =
            watched.beginTransaction(TransactionOptions.defaults().name("forgotten"))) {
      watched.execute("DELETE");
      assertThat(logged.await(message -> message.contains("has been open for")))
          .contains("\"forgotten\"", "begun at", "TransactionLogTest.java", "commit it");
      assertThat(forgotten.isActive()).isTrue();
    }
    watched.close();
  }

  @Test
  void a_backend_that_is_closed_under_a_transaction_says_so() {
    try (Logged logged = Logged.atDebug()) {
      Transaction open = manager.begin(TransactionOptions.defaults().name("cut off"));
      delete();
      backend.close();
      assertThat(logged.messages(Level.WARN, "\"cut off\""))
          .singleElement()
          .asString()
          .contains("The backend is closed while");
      open.rollback();
    }
  }

  @Test
  void more_savepoints_than_are_cheap_are_warned_of_once() {
    database.cheapSavepoints(3);
    try (Logged logged = Logged.atDebug()) {
      manager.begin(TransactionOptions.defaults().name("busy"));
      for (int i = 0; i < 6; i++) {
        backend.transaction(this::delete);
      }
      manager.commit();
      assertThat(logged.messages(Level.WARN, "\"busy\""))
          .singleElement()
          .asString()
          .contains("more than 3 savepoints", "commitEvery");
    }
  }
}
