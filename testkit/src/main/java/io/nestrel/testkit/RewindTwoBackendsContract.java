// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.testkit.Keepsake.Look;
import io.nestrel.transaction.TransactionManager;
import org.junit.jupiter.api.Test;

/** Two backends in one thread: each transaction rewinds the records of its own backend. */
public interface RewindTwoBackendsContract extends Contract {

  /** A second backend on the database of {@link #backend()}. */
  Backend otherBackend();

  private TransactionManager other() {
    return otherBackend().transactionManager();
  }

  @Test
  default void a_rollback_on_one_backend_leaves_the_records_of_the_other_as_they_are() {
    Keepsake ours = Keepsake.KEEPSAKES.on(backend()).save(new Keepsake("ours"));
    Keepsake theirs = Keepsake.KEEPSAKES.on(otherBackend()).save(new Keepsake("theirs"));
    Look oursBefore = ours.look();
    Look theirsBefore = theirs.look();
    manager().begin();
    other().begin();
    Look oursNow = ours.stock(1).look();
    Look theirsNow = theirs.stock(2).look();
    manager().rollback();
    assertThat(ours.look()).isEqualTo(oursBefore);
    assertThat(theirs.look()).isEqualTo(theirsNow);
    manager().begin();
    ours.stock(1);
    other().rollback();
    assertThat(ours.look()).isEqualTo(oursNow);
    assertThat(theirs.look()).isEqualTo(theirsBefore);
    manager().rollback();
    assertThat(ours.look()).isEqualTo(oursBefore);
  }

  @Test
  default void a_nested_scope_on_one_backend_says_nothing_about_the_scopes_of_the_other() {
    Keepsake ours = Keepsake.KEEPSAKES.on(backend()).save(new Keepsake("ours"));
    Look before = ours.look();
    manager().begin();
    ours.stock(1).save();
    other().begin();
    other().begin();
    Look now = ours.stock(2).look();
    other().rollback();
    other().rollback();
    assertThat(ours.look()).isEqualTo(now);
    manager().rollback();
    assertThat(ours.look()).isEqualTo(before);
  }

  /** The transactions of two backends need not end in the order of their beginnings. */
  @Test
  default void a_record_saved_on_one_backend_stays_saved_when_the_other_one_rolls_back() {
    Keepsake record = new Keepsake("r");
    Look before = record.look();
    other().begin();
    manager().begin();
    Keepsake.KEEPSAKES.on(backend()).save(record);
    Look saved = record.look();
    other().rollback();
    assertThat(record.look()).isEqualTo(saved);
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
  }
}
