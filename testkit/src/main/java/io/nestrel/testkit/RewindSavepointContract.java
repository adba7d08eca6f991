// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.UniqueViolationException;
import io.nestrel.testkit.Keepsake.Look;
import io.nestrel.transaction.Savepoint;
import org.junit.jupiter.api.Test;

/** Rolling back to an explicit savepoint rewinds records to that moment, any number of times. */
public interface RewindSavepointContract extends KeepsakeContract {

  @Test
  default void three_times_back_with_edits_between_and_the_fourth_time_is_committed() {
    Keepsake record = saved("r");
    Keepsake deleted = saved("deleted");
    Keepsake fresh = new Keepsake("fresh");
    manager().begin();
    record.stock(1).save();
    Look before = record.stock(2).look();
    Look deletedBefore = deleted.look();
    Look freshBefore = fresh.look();
    Savepoint savepoint = manager().savepoint();
    for (int i = 1; i <= 3; i++) {
      record.stock(10 * i).save();
      record.stock(10 * i + 1);
      deleted.delete();
      keepsakes().save(fresh);
      savepoint.rollback();
      assertThat(record.look()).isEqualTo(before);
      assertThat(deleted.look()).isEqualTo(deletedBefore);
      assertThat(fresh.look()).isEqualTo(freshBefore);
    }
    record.save();
    keepsakes().save(fresh);
    manager().commit();
    assertThat(row(record).look()).isEqualTo(record.look());
    assertThat(row(fresh).look()).isEqualTo(fresh.look());
    assertThat(record.stock()).isEqualTo(2);
    assertThat(row(deleted).look()).isEqualTo(deletedBefore);
  }

  @Test
  default void fields_that_are_only_set_go_back_each_time() {
    Keepsake record = saved("r");
    manager().begin();
    Savepoint savepoint = manager().savepoint();
    for (int i = 1; i <= 3; i++) {
      record.stock(i).stock(i + 1);
      savepoint.rollback();
      assertThat(record.stock()).isZero();
      savepoint.rollback();
      assertThat(record.isChanged()).isFalse();
    }
    record.stock(7);
    manager().commit();
    assertThat(record.changedFields()).containsExactly("stock");
  }

  @Test
  default void records_made_or_loaded_after_it_keep_or_regain_what_they_had_each_time() {
    Keepsake known = saved("known");
    manager().begin();
    Savepoint savepoint = manager().savepoint();
    Keepsake made = saved("made");
    Keepsake loaded = row(known);
    Look asLoaded = loaded.look();
    for (int i = 1; i <= 3; i++) {
      made.stock(i);
      loaded.stock(i).save();
      savepoint.rollback();
      assertThat(made.look()).isEqualTo(new Keepsake("made").stock(i).look());
      assertThat(loaded.look()).isEqualTo(asLoaded);
      keepsakes().save(made);
    }
    manager().commit();
    assertThat(row(made).look()).isEqualTo(made.look());
  }

  @Test
  default void each_savepoint_goes_back_to_its_own_moment() {
    Keepsake record = saved("r");
    manager().begin();
    record.stock(1);
    Savepoint first = manager().savepoint();
    record.stock(2).save();
    Look middle = record.look();
    Savepoint second = manager().savepoint();
    record.stock(3).save();
    second.rollback();
    assertThat(record.look()).isEqualTo(middle);
    record.stock(4);
    Savepoint third = manager().savepoint();
    record.stock(5).save();
    first.rollback();
    assertThat(record.stock()).isEqualTo(1);
    assertThat(record.version()).isEqualTo(1);
    assertThat(second.isActive() || third.isActive()).isFalse();
    record.save();
    manager().commit();
    assertThat(row(record).look()).isEqualTo(record.look());
    assertThat(record.version()).isEqualTo(2);
  }

  @Test
  default void scopes_after_it_are_undone_with_it_however_they_ended() {
    Keepsake record = saved("r");
    manager().begin();
    Look before = record.stock(1).look();
    Savepoint savepoint = manager().savepoint("s");
    for (int i = 0; i < 2; i++) {
      manager().begin();
      record.stock(2).save();
      manager().commit();
      manager().begin();
      Savepoint inner = manager().savepoint();
      record.stock(3).save();
      inner.rollback();
      assertThat(record.stock()).isEqualTo(2);
      record.stock(4);
      manager().rollback();
      assertThat(record.stock()).isEqualTo(2);
      savepoint.rollback();
      assertThat(record.look()).isEqualTo(before);
    }
    manager().commit();
    assertThat(record.look()).isEqualTo(before);
  }

  @Test
  default void the_scope_goes_back_to_its_start_whatever_its_savepoints_did() {
    Keepsake record = saved("r").stock(1);
    Look outermost = record.look();
    manager().begin();
    Savepoint first = manager().savepoint();
    record.stock(2).save();
    first.rollback();
    manager().savepoint();
    record.stock(3).save();
    manager().begin();
    manager().savepoint();
    record.delete();
    manager().commit();
    manager().rollback();
    assertThat(record.look()).isEqualTo(outermost);
  }

  @Test
  default void after_a_failure_records_go_back_with_the_savepoint_and_work_goes_on() {
    Keepsake record = saved("r");
    manager().begin();
    Look before = record.stock(1).look();
    Savepoint savepoint = manager().savepoint();
    record.save();
    assertThatThrownBy(() -> saved("r")).isInstanceOf(UniqueViolationException.class);
    record.stock(2);
    savepoint.rollback();
    assertThat(record.look()).isEqualTo(before);
    record.save();
    manager().commit();
    assertThat(row(record).look()).isEqualTo(record.look());
  }
}
