// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;
import io.nestrel.backend.Backend;
import io.nestrel.error.NotSavedException;
import io.nestrel.scripted.ScriptedDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Callbacks run in order, inside the scope of the step; one that throws undoes the step. */
class CallbackTest {
  private final ScriptedDatabase database = new ScriptedDatabase().rows(new Object[] {1L});
  private final Backend backend = database.backend();
  private final Model<Note> notes = Model.of(Note.class).on(backend);

  static final class Note extends ActiveRecord<Note> {
    @Id private long id;
    @Version private long version;
    private @Nullable String text;
    private transient List<String> calls = new ArrayList<>();
    private transient @Nullable String failing;

    private void called(String callback) {
      calls.add(callback);
      if (callback.equals(failing)) {
        throw new IllegalStateException(callback);
      }
    }

    @Override
    protected void beforeSave() {
      called("beforeSave");
      text = text == null ? null : text.strip();
    }

    @Override
    protected void afterSave() {
      called("afterSave");
    }

    @Override
    protected void beforeCreate() {
      called("beforeCreate");
    }

    @Override
    protected void afterCreate() {
      called("afterCreate");
    }

    @Override
    protected void beforeUpdate() {
      called("beforeUpdate");
    }

    @Override
    protected void afterUpdate() {
      called("afterUpdate");
    }

    @Override
    protected void beforeDelete() {
      called("beforeDelete");
    }

    @Override
    protected void afterDelete() {
      called("afterDelete");
    }
  }

  @Test
  void a_failure_among_many_calls_none_of_them_again() {
    List<Note> list = List.of(new Note(), new Note(), new Note(), new Note());
    list.get(2).failing = "afterSave";
    assertThatThrownBy(() -> notes.saveAll(list))
        .hasMessage("afterSave")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .isInstanceOf(NotSavedException.class));
    assertThat(list.get(0).calls)
        .containsExactly("beforeSave", "beforeCreate", "afterCreate", "afterSave");
    assertThat(list.get(1).calls).hasSize(4);
    assertThat(list.get(2).calls).hasSize(4);
    assertThat(list.get(3).calls).isEmpty();
    assertThat(list).allMatch(Note::isNew);
  }

  @Test
  void callbacks_run_in_their_order() {
    Note note = notes.save(new Note());
    note.text = " a ";
    note.save();
    note.delete();
    assertThat(note.calls)
        .containsExactly(
            "beforeSave",
            "beforeCreate",
            "afterCreate",
            "afterSave",
            "beforeSave",
            "beforeUpdate",
            "afterUpdate",
            "afterSave",
            "beforeDelete",
            "afterDelete");
    assertThat(note.text).isEqualTo("a");
  }

  @Test
  void a_callback_that_throws_undoes_the_insert_and_leaves_the_record_as_it_was() {
    Note note = new Note();
    note.text = " a ";
    note.failing = "afterSave";
    assertThatThrownBy(() -> notes.save(note)).isInstanceOf(IllegalStateException.class);
    assertThat(note.isNew()).isTrue();
    assertThat(note.id).isZero();
    assertThat(note.version).isZero();
    assertThat(note.text).isEqualTo(" a ");
    assertThat(database.sent()).startsWith("BEGIN").endsWith("ROLLBACK").hasSize(3);
  }

  @Test
  void inside_a_transaction_only_the_step_is_undone() {
    backend.transaction(
        () -> {
          Note note = notes.save(new Note());
          note.text = "a";
          note.failing = "afterUpdate";
          assertThatThrownBy(note::save).isInstanceOf(IllegalStateException.class);
          assertThat(note.version).isEqualTo(1);
          assertThat(note.changedFields()).containsExactly("text");
          note.failing = "afterDelete";
          assertThatThrownBy(note::delete).isInstanceOf(IllegalStateException.class);
          assertThat(note.isPersisted()).isTrue();
        });
    assertThat(database.sent()).contains("ROLLBACK TO SAVEPOINT \"SP_1\"").endsWith("COMMIT");
  }

  @Test
  void before_callbacks_that_throw_send_nothing() {
    Note note = new Note();
    note.failing = "beforeCreate";
    assertThatThrownBy(() -> notes.save(note)).isInstanceOf(IllegalStateException.class);
    assertThat(database.sent()).isEmpty();
  }
}
