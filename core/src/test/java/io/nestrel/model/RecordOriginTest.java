// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.backend.Backend;
import io.nestrel.error.TransactionException;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.TransactionManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that come into being in other ways, or are used where their transaction is not. */
class RecordOriginTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();
  private final Model<Sheep> sheep = Model.of(Sheep.class).on(backend);

  static final class Sheep extends ActiveRecord<Sheep> implements Cloneable {
    @Id private @Nullable Long id;
    private String name = "";

    private Sheep() {}

    Sheep(String name) {
      this.name = name;
    }

    @Nullable Long id() {
      return id;
    }

    String name() {
      return name;
    }

    Sheep name(String newName) {
      name = newName;
      return this;
    }

    @Override
    public Sheep clone() {
      try {
        return (Sheep) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Sheep saved(String name) {
    database.rows(new Object[] {7L});
    return sheep.save(new Sheep(name));
  }

  @Test
  void a_clone_of_a_new_record_that_the_scope_has_touched_rewinds_by_itself() {
    Sheep template = new Sheep("template");
    manager.begin();
    template.name("touched");
    database.rows(new Object[] {8L});
    Sheep dolly = sheep.save(template.clone().name("Dolly"));
    manager.rollback();
    assertThat(template.name()).isEqualTo("template");
    assertThat(dolly.isNew()).isTrue();
    assertThat(dolly.id()).isNull();
    assertThat(dolly.name()).isEqualTo("Dolly");
  }

  @Test
  void a_clone_of_a_saved_record_rewinds_by_itself() {
    Sheep before = saved("before");
    manager.begin();
    Sheep dolly = before.clone();
    before.name("after");
    dolly.name("Dolly").save();
    manager.rollback();
    assertThat(before.name()).isEqualTo("before");
    assertThat(dolly.isPersisted()).isTrue();
    assertThat(dolly.changedFields()).containsExactly("name");
  }

  @Test
  void what_an_open_transaction_has_touched_cannot_be_cloned() {
    manager.begin();
    Sheep lamb = saved("lamb");
    assertThatThrownBy(lamb::clone)
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("copy its values into a new record");
    manager.commit();
    assertThat(lamb.clone().isPersisted()).isTrue();
  }

  @Test
  void what_an_open_transaction_has_touched_cannot_be_used_elsewhere_without_one() {
    Sheep shaun = saved("Shaun");
    manager.begin();
    shaun.name("Sean");
    assertRefusedElsewhere(shaun::save);
    assertRefusedElsewhere(shaun::delete);
    assertRefusedElsewhere(() -> shaun.name("Shawn"));
    manager.rollback();
    assertThat(shaun.name()).isEqualTo("Shaun");
    assertThat(CompletableFuture.supplyAsync(() -> shaun.name("Shawn").name()).join())
        .isEqualTo("Shawn");
  }

  private static void assertRefusedElsewhere(Runnable use) {
    assertThatThrownBy(() -> CompletableFuture.runAsync(use).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TransactionException.class)
        .hasMessageContaining("in a transaction of thread");
  }

  @Test
  void a_record_made_in_transactions_of_two_backends_keeps_its_values_in_both() {
    Backend other = new ScriptedDatabase().backend();
    Sheep[] made = new Sheep[1];
    IllegalStateException undo = new IllegalStateException("undo");
    assertThatThrownBy(
            () ->
                backend.transaction(
                    () -> {
                      other.transaction(() -> made[0] = new Sheep("made").name("inner"));
                      backend.transaction(() -> made[0].name("nested"));
                      made[0].name("outer");
                      throw undo;
                    }))
        .isSameAs(undo);
    assertThat(made[0].name()).isEqualTo("outer");
  }
}
