// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.StaleRecordException;
import io.nestrel.error.TransactionException;
import io.nestrel.testkit.Keepsake.Look;
import io.nestrel.transaction.Transaction;
import org.junit.jupiter.api.Test;

/** When a scope rolls back, each record that it saved is what it was when the scope began. */
public interface RewindContract extends KeepsakeContract {

  @Test
  default void saves_and_a_delete_that_are_rolled_back_leave_the_records_as_before() {
    Keepsake kept = saved("kept");
    Keepsake changed = saved("changed");
    Keepsake fresh = new Keepsake("fresh");
    Look keptBefore = kept.look();
    Look changedBefore = changed.look();
    Look freshBefore = fresh.look();
    manager().begin();
    keepsakes().save(fresh);
    kept.delete();
    changed.stock(5).save();
    assertThat(fresh.isPersisted() && kept.isDeleted()).isTrue();
    assertThat(changed.version()).isEqualTo(2);
    manager().rollback();
    assertThat(kept.look()).isEqualTo(keptBefore);
    assertThat(changed.look()).isEqualTo(changedBefore);
    assertThat(fresh.look()).isEqualTo(freshBefore);
    assertThat(fresh).hasToString("Keepsake(new)");
    keepsakes().save(fresh);
    changed.stock(6).save();
    assertThat(kept.delete()).isTrue();
    assertThat(row(fresh).name()).isEqualTo("fresh");
    assertThat(row(changed).stock()).isEqualTo(6);
    assertThat(keepsakes().count()).isEqualTo(2);
  }

  @Test
  default void a_record_made_in_the_scope_keeps_its_values_and_is_new_again() {
    manager().begin();
    Keepsake record = new Keepsake("r").stock(1);
    Look unsaved = record.look();
    keepsakes().save(record);
    record.save();
    record.stock(2).save();
    record.stock(3);
    assertThat(record.version()).isEqualTo(2);
    manager().rollback();
    assertThat(record.stock()).isEqualTo(3);
    assertThat(record.stock(1).look()).isEqualTo(unsaved);
    assertThat(record.id()).isNull();
    keepsakes().save(record);
    assertThat(row(record).look()).isEqualTo(record.look());
    assertThat(record.version()).isEqualTo(1);
  }

  @Test
  default void an_id_that_the_application_gave_is_no_gift_of_saving() {
    manager().begin();
    Keepsake record = new Keepsake("r");
    record.id(77);
    Look unsaved = record.look();
    keepsakes().save(record);
    manager().rollback();
    assertThat(record.look()).isEqualTo(unsaved);
    assertThat(keepsakes().save(record).key()).isEqualTo(77);
    assertThat(row(record).name()).isEqualTo("r");
  }

  @Test
  default void a_record_made_saved_and_deleted_in_the_scope_is_new_again() {
    manager().begin();
    Keepsake record = saved("r");
    record.delete();
    manager().rollback();
    assertThat(record.look()).isEqualTo(new Keepsake("r").look());
    keepsakes().save(record);
    assertThat(row(record).look()).isEqualTo(record.look());
  }

  @Test
  default void a_record_made_in_the_outer_scope_goes_back_to_where_the_inner_one_began() {
    manager().begin();
    Keepsake record = saved("r").stock(1);
    Look middle = record.look();
    manager().begin();
    record.stock(2).save();
    record.delete();
    manager().rollback();
    assertThat(record.look()).isEqualTo(middle);
    record.stock(3).save();
    assertThat(row(record).look()).isEqualTo(record.look());
    manager().rollback();
    assertThat(record.look()).isEqualTo(new Keepsake("r").stock(3).look());
  }

  @Test
  default void an_update_that_was_rolled_back_is_sent_again_for_the_same_values() {
    Keepsake record = saved("r");
    Look before = record.look();
    manager().begin();
    record.stock(5).save();
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
    record.stock(5);
    assertThat(record.changedFields()).containsExactly("stock");
    record.save();
    assertThat(row(record).stock()).isEqualTo(5);
    assertThat(row(record).version()).isEqualTo(2);
  }

  @Test
  default void the_optimistic_lock_holds_after_a_rewind() {
    Keepsake record = saved("r");
    manager().begin();
    record.stock(2).save();
    manager().begin();
    record.stock(3).save();
    assertThat(record.version()).isEqualTo(3);
    Keepsake lost = row(record);
    manager().rollback();
    assertThat(record.version()).isEqualTo(2);
    assertThatThrownBy(lost.stock(9)::save).isInstanceOf(StaleRecordException.class);
    Keepsake copy = row(record);
    record.stock(4).save();
    assertThatThrownBy(copy.stock(5)::save).isInstanceOf(StaleRecordException.class);
    manager().commit();
    assertThat(row(record).stock()).isEqualTo(4);
    assertThat(record.version()).isEqualTo(3);
  }

  @Test
  default void what_a_committed_inner_scope_did_is_undone_with_the_outer_one() {
    Keepsake touchedByBoth = saved("both").stock(1);
    Keepsake touchedInside = saved("inside");
    Look bothBefore = touchedByBoth.look();
    Look insideBefore = touchedInside.look();
    manager().begin();
    touchedByBoth.stock(2).save();
    manager().begin();
    touchedByBoth.stock(3).save();
    touchedInside.stock(3).save();
    Keepsake made = saved("made");
    manager().commit();
    assertThat(touchedByBoth.stock()).isEqualTo(3);
    manager().rollback();
    assertThat(touchedByBoth.look()).isEqualTo(bothBefore);
    assertThat(touchedInside.look()).isEqualTo(insideBefore);
    assertThat(made.look()).isEqualTo(new Keepsake("made").look());
  }

  @Test
  default void the_next_scope_goes_back_to_its_own_start() {
    Keepsake record = saved("r");
    for (int i = 1; i <= 3; i++) {
      Look before = record.look();
      manager().begin();
      record.stock(-i).save();
      manager().rollback();
      assertThat(record.look()).isEqualTo(before);
      manager().begin();
      record.stock(i).save();
      manager().commit();
      assertThat(record.version()).isEqualTo(i + 1);
      assertThat(row(record).look()).isEqualTo(record.look());
    }
  }

  @Test
  default void every_way_to_roll_a_scope_back_rewinds() {
    Keepsake record = saved("r");
    Look before = record.look();
    try (Transaction outer = manager().begin()) {
      record.stock(1).save();
      manager().begin();
      record.stock(2).save();
      manager().begin();
      record.delete();
      assertThat(outer.isActive()).isTrue();
    }
    assertThat(record.look()).isEqualTo(before);
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          record.stock(1).save();
                          throw new IllegalStateException("on purpose");
                        }))
        .hasMessage("on purpose");
    assertThat(record.look()).isEqualTo(before);
    assertThatThrownBy(
            () ->
                backend()
                    .transaction(
                        () -> {
                          record.stock(1).save();
                          manager().begin();
                          record.stock(2).save();
                        }))
        .isInstanceOf(TransactionException.class);
    assertThat(record.look()).isEqualTo(before);
    record.stock(1).save();
    assertThat(row(record).look()).isEqualTo(record.look());
  }
}
