// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.Propagation;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionOptions;
import io.nestrel.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A transaction beside a suspended one, where two can write at a time. */
public interface RequiresNewContract extends Contract {
  /** The options of a scope with a connection of its own. */
  TransactionOptions NEW = TransactionOptions.defaults().propagation(Propagation.REQUIRES_NEW);

  private Model<Widget> widgets() {
    return Widget.WIDGETS.on(backend());
  }

  @Test
  default void what_it_commits_stays_when_the_suspended_one_rolls_back() {
    Transaction outer = manager().begin();
    insert(1);
    backend()
        .transaction(
            NEW,
            () -> {
              assertThat(manager().level()).isEqualTo(1);
              assertThat(ids()).isEmpty();
              insert(2);
            });
    outer.rollback();
    assertThat(ids()).containsExactly(2);
  }

  @Test
  default void what_it_rolls_back_costs_the_suspended_one_nothing() {
    Transaction outer = manager().begin();
    insert(1);
    Transaction own = manager().begin(NEW);
    insert(2);
    backend().transaction(() -> insert(3));
    own.rollback();
    insert(4);
    outer.commit();
    assertThat(ids()).containsExactly(1, 4);
  }

  @Test
  default void handles_and_savepoints_of_the_suspended_one_are_refused_until_it_is_resumed() {
    Transaction outer = manager().begin();
    insert(1);
    Savepoint savepoint = manager().savepoint();
    insert(2);
    Transaction own = manager().begin(NEW);
    for (Runnable use :
        new Runnable[] {outer::commit, outer::rollback, savepoint::rollback, savepoint::release}) {
      assertThatThrownBy(use::run).isInstanceOf(TransactionException.class);
    }
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    own.commit();
    savepoint.rollback();
    outer.commit();
    assertThat(ids()).containsExactly(1);
  }

  @Test
  default void closing_the_suspended_handle_rolls_both_back() {
    Transaction outer = manager().begin();
    insert(1);
    Transaction own = manager().begin(NEW);
    insert(2);
    outer.close();
    assertThat(own.isActive()).isFalse();
    assertThat(manager().level()).isZero();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void
      an_object_touched_by_the_suspended_one_is_refused_in_it_and_one_only_loaded_is_not() {
    Widget touched = widgets().save(new Widget("touched"));
    long read = id(widgets().save(new Widget("read")));
    backend()
        .transaction(
            () -> {
              Widget loaded = widgets().get(read);
              touched.stock(5);
              touched.save();
              touched.stock(8);
              backend()
                  .transaction(
                      NEW,
                      () -> {
                        assertThatThrownBy(() -> touched.stock(6))
                            .isInstanceOf(TransactionException.class)
                            .hasMessageContaining("REQUIRES_NEW");
                        assertThatThrownBy(touched::save).isInstanceOf(TransactionException.class);
                        assertThatThrownBy(touched::delete)
                            .isInstanceOf(TransactionException.class);
                        assertThatThrownBy(touched::reload)
                            .isInstanceOf(TransactionException.class);
                        loaded.stock(7);
                        loaded.save();
                      });
              assertThat(touched.stock()).isEqualTo(8);
              touched.save();
            });
    assertThat(stock(id(touched))).isEqualTo(8);
    assertThat(stock(read)).isEqualTo(7);
  }

  @Test
  default void an_object_saved_in_it_stays_saved_when_the_suspended_one_rolls_back() {
    Transaction outer = manager().begin();
    insert(1);
    Widget own = new Widget("own");
    backend().transaction(NEW, () -> widgets().save(own));
    outer.rollback();
    assertThat(own.isPersisted()).isTrue();
    own.stock(3);
    own.save();
    assertThat(stock(id(own))).isEqualTo(3);
  }

  @Test
  default void its_commit_hooks_are_outside_of_the_suspended_one() {
    List<Integer> levels = new ArrayList<>();
    Transaction outer = manager().begin();
    insert(1);
    backend()
        .transaction(
            NEW,
            () -> {
              insert(2);
              manager()
                  .afterCommit(
                      () -> {
                        levels.add(manager().level());
                        backend()
                            .transaction(
                                () -> {
                                  levels.add(manager().level());
                                  insert(3);
                                });
                      });
            });
    assertThat(manager().level()).isEqualTo(1);
    outer.rollback();
    assertThat(levels).containsExactly(0, 1);
    assertThat(ids()).containsExactly(2, 3);
  }

  @Test
  default void it_can_write_down_why_the_suspended_one_has_failed() {
    Transaction outer = manager().begin();
    insert(1);
    assertThatThrownBy(() -> insert(1)).isInstanceOf(RuntimeException.class);
    backend().transaction(NEW, () -> insert(2));
    outer.rollback();
    assertThat(ids()).containsExactly(2);
  }

  private static long id(Widget widget) {
    Long id = widget.id();
    return id == null ? 0 : id;
  }

  private int stock(long id) {
    return backend().query("SELECT stock FROM widgets WHERE id = ?", Integer.class, id).get(0);
  }
}
