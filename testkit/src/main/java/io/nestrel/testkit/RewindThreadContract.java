// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionException;
import io.nestrel.testkit.Keepsake.Look;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A record belongs to the transaction of the thread that touches it. */
public interface RewindThreadContract extends KeepsakeContract {

  @Test
  default void a_record_made_in_one_thread_belongs_to_the_transaction_that_touches_it()
      throws Exception {
    Keepsake record = new Keepsake("r");
    Look before = record.look();
    onAnotherThread(
        () -> {
          manager().begin();
          keepsakes().save(record.stock(1));
          manager().rollback();
        });
    assertThat(record.look()).isEqualTo(before);
    manager().begin();
    keepsakes().save(record.stock(2));
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
    keepsakes().save(record);
    assertThat(row(record).look()).isEqualTo(record.look());
  }

  @Test
  default void a_rollback_in_one_thread_leaves_the_records_of_another_alone() throws Exception {
    Keepsake mine = saved("mine");
    Keepsake theirs = saved("theirs");
    Look before = mine.look();
    manager().begin();
    mine.stock(1);
    onAnotherThread(
        () -> {
          manager().begin();
          theirs.stock(2);
          manager().rollback();
          theirs.stock(3);
        });
    assertThat(mine.stock()).isEqualTo(1);
    manager().rollback();
    assertThat(mine.look()).isEqualTo(before);
    assertThat(theirs.stock()).isEqualTo(3);
  }

  @Test
  default void two_transactions_that_change_one_record_at_once_are_refused_and_nothing_is_mixed()
      throws Exception {
    Keepsake record = saved("r");
    Look before = record.look();
    manager().begin();
    Look mine = record.stock(1).look();
    onAnotherThread(
        () -> {
          manager().begin();
          assertThatThrownBy(() -> record.stock(2)).isInstanceOf(TransactionException.class);
          assertThatThrownBy(record::save).isInstanceOf(TransactionException.class);
          assertThatThrownBy(record::delete).isInstanceOf(TransactionException.class);
          assertThatThrownBy(record::reload).isInstanceOf(TransactionException.class);
          assertThat(record.look()).isEqualTo(mine);
          manager().rollback();
        });
    assertThat(record.look()).isEqualTo(mine);
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
  }

  @Test
  default void a_record_is_free_once_the_transaction_that_changed_it_is_over() throws Exception {
    Keepsake record = saved("r");
    backend()
        .transaction(
            () -> {
              record.stock(1);
              backend().transaction(() -> record.stock(2).save());
            });
    Look committed = record.look();
    onAnotherThread(
        () -> {
          manager().begin();
          record.stock(3).save();
          manager().rollback();
        });
    assertThat(record.look()).isEqualTo(committed);
    manager().begin();
    record.stock(4).save();
    manager().rollback();
    assertThat(record.look()).isEqualTo(committed);
  }

  private static void onAnotherThread(Runnable work) throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      other.submit(work).get();
    } finally {
      other.shutdownNow();
    }
  }
}
