// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a database without savepoints nesting is refused, and a transaction works all the same. */
public interface WithoutSavepointsContract extends RecordedContract {

  @Test
  default void the_manager_says_so() {
    assertThat(manager().supportsSavepoints()).isFalse();
  }

  @Test
  default void nested_scopes_and_savepoints_are_refused_before_anything_is_sent() {
    manager().begin();
    assertThatThrownBy(() -> manager().begin()).isInstanceOf(UnsupportedFeatureException.class);
    assertThatThrownBy(() -> backend().beginTransaction())
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThatThrownBy(() -> backend().transaction(() -> insert(1)))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThatThrownBy(() -> backend().forEach(List.of(1), this::insert))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThatThrownBy(() -> manager().savepoint()).isInstanceOf(UnsupportedFeatureException.class);
    assertThatThrownBy(() -> manager().savepoint("name"))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThat(recording().sent()).isEmpty();
    assertThat(recording().borrowed()).isZero();
    assertThat(manager().level()).isEqualTo(1);
    assertThat(manager().activeSavepoints()).isEmpty();
    manager().commit();
    assertThat(recording().borrowed()).isZero();
  }

  @Test
  default void the_outer_transaction_goes_on_after_the_refusal() {
    backend()
        .transaction(
            () -> {
              insert(1);
              recording().clear();
              assertThatThrownBy(() -> backend().transaction(() -> insert(2)))
                  .isInstanceOf(UnsupportedFeatureException.class);
              assertThatThrownBy(() -> manager().savepoint())
                  .isInstanceOf(UnsupportedFeatureException.class);
              assertThat(recording().sent()).isEmpty();
              assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
              insert(3);
            });
    assertThat(ids()).containsExactly(1, 3);
  }

  @Test
  default void a_transaction_rolls_back() {
    manager().begin();
    insert(1);
    manager().rollback();
    assertThat(ids()).isEmpty();
  }

  @Test
  default void a_failed_statement_outside_a_transaction_does_no_harm() {
    insert(1);
    assertThatThrownBy(() -> insert(1)).isInstanceOf(DatabaseException.class);
    backend().transaction(() -> insert(2));
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void records_with_callbacks_are_saved_in_the_transaction_that_is_there() {
    var gadgets = Gadget.GADGETS.on(backend());
    backend().transaction(() -> gadgets.save(new Gadget("good")));
    assertThat(gadgets.count()).isEqualTo(1);
    assertThatThrownBy(() -> gadgets.save(new Gadget("bad")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(gadgets.count()).isEqualTo(1);
  }

  @Test
  default void many_are_saved_in_one_transaction_and_not_each_in_a_scope() {
    var widgets = Widget.WIDGETS.on(backend());
    Widget first = new Widget("a");
    assertThatThrownBy(() -> widgets.saveAll(List.of(first, new Widget("b"), new Widget("a"))))
        .isInstanceOf(UniqueViolationException.class);
    assertThat(first.isNew()).isTrue();
    assertThat(widgets.count()).isZero();
    widgets.saveAll(List.of(first, new Widget("b")));
    backend().transaction(() -> widgets.saveAll(List.of(new Widget("c"), new Widget("d"))));
    assertThat(widgets.count()).isEqualTo(4);
    assertThatThrownBy(() -> widgets.saveEach(List.of(new Widget("e"))))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("saveEach");
  }

  @Test
  default void a_save_that_fails_halfway_inside_a_transaction_is_not_committed_by_half() {
    var gadgets = Gadget.GADGETS.on(backend());
    manager().begin();
    Gadget bad = new Gadget("bad");
    assertThatThrownBy(() -> gadgets.save(bad)).isInstanceOf(RuntimeException.class);
    assertThat(bad.isNew()).isTrue();
    assertThatThrownBy(() -> manager().commit()).isInstanceOf(UnexpectedRollbackException.class);
    manager().rollback();
    assertThat(gadgets.count()).isZero();
  }
}
