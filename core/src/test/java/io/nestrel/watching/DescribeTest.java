// SPDX-License-Identifier: Apache-2.0
package io.nestrel.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.Propagation;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A transaction in words. */
class DescribeTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();

  private void delete() {
    backend.execute("DELETE");
  }

  static final class Note extends ActiveRecord<Note> {
    @Id private @Nullable Long id;

    @Nullable Long id() {
      return id;
    }
  }

  @Test
  void there_may_be_nothing_to_describe() {
    assertThat(manager.describe()).isEqualTo("no transaction on this thread");
  }

  @Test
  void each_scope_is_a_line_with_what_it_has_done() {
    manager.begin(
        TransactionOptions.defaults()
            .name("import")
            .isolation(IsolationLevel.SERIALIZABLE)
            .timeout(Duration.ofHours(1)));
    database.rows(new Object[] {7L});
    Model.of(Note.class).on(backend).save(new Note());
    delete();
    manager.savepoint("row 100%");
    manager.begin(TransactionOptions.defaults().name("row"));
    delete();
    manager.begin();
    manager.begin(TransactionOptions.defaults().propagation(Propagation.REQUIRED));
    manager.setRollbackOnly();
    assertThat(manager.describe().replaceAll("\\d+\\.\\d+ ms", "T").lines())
        .containsExactly(
            "transaction \"import\" of thread \"%s\", ROLLBACK_ONLY, SERIALIZABLE, timeout PT1H"
                .formatted(Thread.currentThread().getName()),
            "  1 \"import\": ACTIVE, open for T, 2 statements, 1 object remembered",
            "    savepoint \"row 100%\"",
            "  2 \"row\" savepoint \"SP_1\": ACTIVE, open for T, 1 statement, 0 objects remembered",
            "  3 savepoint \"SP_2\" (not sent yet): ROLLBACK_ONLY, open for T, 0 statements, 0 objects remembered, joined by 1 scope");
  }

  @Test
  void a_suspended_transaction_is_part_of_it() {
    manager.begin(TransactionOptions.defaults().name("outer"));
    manager.begin(
        TransactionOptions.defaults().name("inner").propagation(Propagation.REQUIRES_NEW));
    assertThat(manager.describe())
        .startsWith("transaction \"inner\"")
        .contains("in the place of the suspended transaction \"outer\"");
  }

  @Test
  void the_first_error_is_part_of_it() {
    manager.begin();
    database.failOn("DELETE", Damage.TRANSACTION);
    assertThatThrownBy(this::delete).isInstanceOf(DatabaseException.class);
    assertThat(manager.describe()).contains("DOOMED", "first error: io.nestrel.error.Database");
  }

  @Test
  void where_a_scope_was_begun_is_told_if_the_backend_traces() {
    Backend traced = database.backend(BackendOptions.defaults().tracing(true));
    traced.transaction(
        () ->
            assertThat(traced.transactionManager().describe())
                .containsPattern("1: ACTIVE.*begun at .*DescribeTest.*DescribeTest.java"));
  }
}
