// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.testkit.Keepsake.Look;
import io.nestrel.transaction.Transaction;
import org.junit.jupiter.api.Test;

/** The transaction is lost: each scope gives the records back what they were, when it ends. */
public interface RewindDoomContract extends KeepsakeContract {

  /**
   * Has the running transaction lost by itself, which fails with the exception that this throws.
   * The table {@code entry} holds a row 1.
   */
  void loseTransaction();

  @Test
  default void each_scope_of_a_lost_transaction_rewinds_when_it_ends() {
    Keepsake record = saved("r");
    Look outermost = record.look();
    Transaction outer = manager().begin();
    insert(1);
    record.stock(1).save();
    Look middle = record.look();
    Transaction inner = manager().begin();
    record.stock(2);
    Look now = record.look();
    assertThatThrownBy(this::loseTransaction).isInstanceOf(DatabaseException.class);
    assertThat(record.look()).isEqualTo(now);
    assertThatThrownBy(inner::commit).isInstanceOf(TransactionDoomedException.class);
    assertThat(record.look()).isEqualTo(now);
    inner.rollback();
    assertThat(record.look()).isEqualTo(middle);
    assertThatThrownBy(record.stock(3)::save).isInstanceOf(TransactionDoomedException.class);
    assertThat(record.stock()).isEqualTo(3);
    outer.rollback();
    assertThat(record.look()).isEqualTo(outermost);
    record.stock(4).save();
    assertThat(row(record).look()).isEqualTo(record.look());
  }

  @Test
  default void a_record_made_in_a_lost_transaction_is_new_again_and_can_be_saved() {
    Keepsake before = new Keepsake("before");
    Keepsake pending = saved("pending").stock(1);
    Look unsaved = before.look();
    Look changed = pending.look();
    manager().begin();
    insert(1);
    Keepsake made = saved("made");
    keepsakes().save(before);
    pending.save();
    assertThatThrownBy(this::loseTransaction).isInstanceOf(DatabaseException.class);
    made.stock(2);
    manager().rollback();
    assertThat(before.look()).isEqualTo(unsaved);
    assertThat(made.look()).isEqualTo(new Keepsake("made").stock(2).look());
    assertThat(pending.look()).isEqualTo(changed);
    keepsakes().save(before);
    keepsakes().save(made);
    pending.save();
    assertThat(keepsakes().count()).isEqualTo(3);
    assertThat(row(pending).stock()).isEqualTo(1);
  }

  @Test
  default void work_that_swallows_the_loss_has_its_records_back() {
    Keepsake record = saved("r");
    Look before = record.look();
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          insert(1);
                          record.stock(1).save();
                          assertThatThrownBy(() -> backend().transaction(this::loseTransaction))
                              .isInstanceOf(DatabaseException.class);
                          record.stock(2);
                        }))
        .isInstanceOf(TransactionDoomedException.class);
    assertThat(record.look()).isEqualTo(before);
  }

  @Test
  default void closing_the_outermost_handle_of_a_lost_transaction_rewinds() {
    Keepsake record = saved("r");
    Look before = record.look();
    try (Transaction outer = manager().begin()) {
      insert(1);
      record.stock(1).save();
      manager().savepoint();
      record.stock(2);
      manager().begin();
      record.stock(3);
      assertThatThrownBy(this::loseTransaction).isInstanceOf(DatabaseException.class);
      assertThat(outer.isActive()).isTrue();
    }
    assertThat(record.look()).isEqualTo(before);
  }
}
