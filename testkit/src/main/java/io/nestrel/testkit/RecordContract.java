// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.transaction.Savepoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records in scopes: the rows are what the scopes say. */
public interface RecordContract extends Contract {

  private Model<Widget> widgets() {
    return Widget.WIDGETS.on(backend());
  }

  private Model<Gadget> gadgets() {
    return Gadget.GADGETS.on(backend());
  }

  @Test
  default void saves_and_a_delete_of_a_scope_that_rolls_back_leave_the_rows_as_they_were() {
    backend()
        .transaction(
            () -> {
              Widget kept = widgets().save(new Widget("kept"));
              Widget changed = widgets().save(new Widget("changed"));
              manager().begin();
              widgets().save(new Widget("new"));
              widgets().get(requireNonNull(kept.id())).delete();
              Widget loaded = widgets().get(requireNonNull(changed.id()));
              loaded.stock(5);
              loaded.save();
              assertThat(names(widgets())).containsExactly("changed", "new");
              manager().rollback();
              assertThat(names(widgets())).containsExactly("changed", "kept");
              assertThat(widgets().get(requireNonNull(changed.id())).stock()).isZero();
            });
    assertThat(names(widgets())).containsExactly("changed", "kept");
  }

  @Test
  default void a_committed_inner_scope_is_undone_with_the_outer_one() {
    manager().begin();
    Widget outer = widgets().save(new Widget("outer"));
    manager().begin();
    manager().begin();
    widgets().save(new Widget("inner"));
    manager().commit();
    manager().rollback();
    assertThat(names(widgets())).containsExactly("outer");
    assertThat(outer.isPersisted()).isTrue();
    manager().commit();
    assertThat(widgets().count()).isEqualTo(1);
  }

  @Test
  default void three_times_back_to_a_savepoint_and_the_fourth_commit_holds() {
    Widget widget = widgets().save(new Widget("w"));
    Object id = requireNonNull(widget.id());
    manager().begin();
    Savepoint savepoint = manager().savepoint();
    for (int i = 1; i <= 3; i++) {
      Widget edited = widgets().get(id);
      edited.stock(i);
      edited.save();
      savepoint.rollback();
      assertThat(widgets().get(id).stock()).isZero();
      assertThat(widgets().get(id).version()).isEqualTo(widget.version());
    }
    Widget last = widgets().get(id);
    last.stock(4);
    last.save();
    manager().commit();
    assertThat(widgets().get(id).stock()).isEqualTo(4);
  }

  @Test
  default void the_optimistic_lock_holds_across_scopes() {
    Widget widget = widgets().save(new Widget("w"));
    Widget other = widgets().get(requireNonNull(widget.id()));
    backend()
        .transaction(
            () -> {
              widget.stock(1);
              widget.save();
              other.stock(2);
              assertThatThrownBy(other::save).isInstanceOf(StaleRecordException.class);
            });
    assertThat(widgets().get(requireNonNull(widget.id())).stock()).isEqualTo(1);
    other.reload();
    other.stock(3);
    other.save();
    assertThat(widgets().get(requireNonNull(widget.id())).stock()).isEqualTo(3);
  }

  @Test
  default void a_save_that_the_database_refuses_leaves_the_record_new() {
    widgets().save(new Widget("same"));
    manager().begin();
    Widget second = new Widget("same");
    manager().begin();
    assertThatThrownBy(() -> widgets().save(second)).isInstanceOf(UniqueViolationException.class);
    manager().rollback();
    assertThat(second.isNew()).isTrue();
    assertThat(second.id()).isNull();
    assertThat(second.version()).isZero();
    widgets().save(new Widget("other"));
    manager().commit();
    assertThat(names(widgets())).containsExactly("other", "same");
  }

  @Test
  default void a_callback_that_throws_undoes_the_row_and_the_record() {
    manager().begin();
    Gadget good = gadgets().save(new Gadget("good"));
    Gadget bad = new Gadget("bad");
    assertThatThrownBy(() -> gadgets().save(bad))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the callback of bad");
    assertThat(bad.isNew()).isTrue();
    assertThat(bad.id()).isNull();
    assertThat(bad.stock()).isZero();
    good.name("bad now");
    assertThatThrownBy(good::save).isInstanceOf(IllegalStateException.class);
    assertThat(good.changedFields()).containsExactly("name");
    assertThatThrownBy(good::delete).isInstanceOf(IllegalStateException.class);
    assertThat(good.isPersisted()).isTrue();
    assertThat(depth()).isEqualTo(1);
    manager().commit();
    assertThat(names(widgets())).containsExactly("good");
  }

  @Test
  default void a_callback_that_throws_outside_a_transaction_leaves_no_row() {
    assertThatThrownBy(() -> gadgets().save(new Gadget("bad")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(depth()).isZero();
    assertThat(widgets().count()).isZero();
  }

  @Test
  default void a_deleted_record_cannot_be_saved_or_deleted_again() {
    Widget widget = widgets().save(new Widget("w"));
    backend().transaction(() -> assertThat(widget.delete()).isTrue());
    assertThat(widget.delete()).isFalse();
    assertThatThrownBy(widget::save).isInstanceOf(StaleRecordException.class);
    assertThat(widgets().count()).isZero();
  }

  @Test
  default void an_update_that_meets_no_row_is_never_silent() {
    Widget widget = widgets().save(new Widget("w"));
    manager().begin();
    backend().execute("DELETE FROM widgets");
    widget.stock(1);
    assertThatThrownBy(widget::save).isInstanceOf(StaleRecordException.class);
    assertThatThrownBy(widget::delete).isInstanceOf(StaleRecordException.class);
    manager().rollback();
    assertThat(widgets().get(requireNonNull(widget.id())).stock()).isZero();
    assertThat(widget.isChanged()).isFalse();
    widget.stock(1);
    widget.save();
    assertThat(widgets().get(requireNonNull(widget.id())).stock()).isEqualTo(1);
  }

  private static List<String> names(Model<Widget> widgets) {
    return widgets.query().orderBy("name").list().stream()
        .map(widget -> requireNonNull(widget.name()))
        .toList();
  }
}
