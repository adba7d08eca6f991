// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.UniqueViolationException;
import io.nestrel.testkit.Keepsake.Look;
import org.junit.jupiter.api.Test;

/** Changes that were not saved: those from before a scope survive it, those made in it do not. */
public interface RewindPendingContract extends KeepsakeContract {

  @Test
  default void changes_from_before_the_scope_are_pending_again_after_a_save_in_it() {
    Keepsake record = saved("r").stock(1);
    Look before = record.look();
    manager().begin();
    record.save();
    assertThat(record.isChanged()).isFalse();
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
    assertThat(record.changedFields()).containsExactly("stock");
    record.save();
    assertThat(row(record).stock()).isEqualTo(1);
  }

  @Test
  default void changes_from_before_the_scope_are_pending_again_after_other_changes_in_it() {
    Keepsake record = saved("r").stock(1);
    Look before = record.look();
    manager().begin();
    record.name("other").stock(2).save();
    record.stock(3);
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
    record.save();
    assertThat(row(record).look()).isEqualTo(record.look());
    assertThat(record.name()).isEqualTo("r");
  }

  @Test
  default void changes_from_before_the_scope_are_pending_again_after_a_delete_or_reload_in_it() {
    Keepsake deleted = saved("deleted").stock(1);
    Keepsake reloaded = saved("reloaded").stock(1);
    Look deletedBefore = deleted.look();
    Look reloadedBefore = reloaded.look();
    manager().begin();
    deleted.delete();
    assertThat(reloaded.reload().stock()).isZero();
    manager().rollback();
    assertThat(deleted.look()).isEqualTo(deletedBefore);
    assertThat(reloaded.look()).isEqualTo(reloadedBefore);
    deleted.save();
    reloaded.save();
    assertThat(row(deleted).stock() + row(reloaded).stock()).isEqualTo(2);
  }

  @Test
  default void changes_made_in_the_outer_scope_are_pending_again_after_the_inner_one() {
    Keepsake record = saved("r");
    Look outermost = record.look();
    manager().begin();
    record.stock(1);
    Look before = record.look();
    manager().begin();
    record.save();
    record.stock(2).save();
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
    record.save();
    assertThat(row(record).stock()).isEqualTo(1);
    manager().rollback();
    assertThat(record.look()).isEqualTo(outermost);
  }

  @Test
  default void a_scope_that_only_set_fields_gives_them_back() {
    Keepsake record = saved("r").stock(1);
    Keepsake fresh = new Keepsake("fresh");
    Look before = record.look();
    Look freshBefore = fresh.look();
    manager().begin();
    record.stock(2).name("other").data((byte) 1);
    fresh.stock(3);
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
    assertThat(fresh.look()).isEqualTo(freshBefore);
    manager().begin();
    record.stock(2);
    manager().commit();
    assertThat(record.stock()).isEqualTo(2);
    record.save();
    assertThat(row(record).stock()).isEqualTo(2);
  }

  @Test
  default void each_of_three_scopes_without_a_statement_gives_back_its_own_changes() {
    Keepsake record = saved("r");
    for (int i = 0; i < 3; i++) {
      manager().begin();
      record.stock(i + 1);
    }
    for (int i = 2; i >= 0; i--) {
      manager().rollback();
      assertThat(record.stock()).isEqualTo(i);
      assertThat(record.isChanged()).isEqualTo(i > 0);
    }
  }

  @Test
  default void scopes_that_share_their_start_rewind_one_by_one() {
    Keepsake record = saved("r");
    Look outermost = record.look();
    manager().begin();
    record.stock(1);
    manager().begin();
    Look middle = record.stock(2).look();
    manager().begin();
    record.stock(3).save();
    assertThat(row(record).stock()).isEqualTo(3);
    manager().rollback();
    assertThat(record.look()).isEqualTo(middle);
    record.save();
    assertThat(row(record).stock()).isEqualTo(2);
    manager().rollback();
    assertThat(record.stock()).isEqualTo(1);
    record.save();
    assertThat(row(record).stock()).isEqualTo(1);
    manager().rollback();
    assertThat(record.look()).isEqualTo(outermost);
    assertThat(row(record).look()).isEqualTo(outermost);
  }

  @Test
  default void a_refused_save_leaves_its_changes_pending_until_the_scope_is_rolled_back() {
    saved("taken");
    Keepsake record = saved("r");
    Keepsake fresh = new Keepsake("fresh");
    Look before = record.look();
    Look freshBefore = fresh.look();
    manager().begin();
    manager().begin();
    record.name("taken");
    Look changed = record.look();
    assertThatThrownBy(record::save).isInstanceOf(UniqueViolationException.class);
    assertThat(record.look()).isEqualTo(changed);
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
    manager().begin();
    Look renamed = fresh.name("taken").look();
    assertThatThrownBy(() -> keepsakes().save(fresh)).isInstanceOf(UniqueViolationException.class);
    assertThat(fresh.look()).isEqualTo(renamed);
    manager().rollback();
    assertThat(fresh.look()).isEqualTo(freshBefore);
    keepsakes().save(fresh);
    record.stock(1).save();
    manager().commit();
    assertThat(row(record).look()).isEqualTo(record.look());
    assertThat(row(fresh).look()).isEqualTo(fresh.look());
  }

  /** Setting a field is no statement, so a scope that has failed does not refuse it. */
  @Test
  default void changes_made_after_a_failure_rewind_with_the_scope() {
    saved("taken");
    Keepsake record = saved("r");
    Look before = record.look();
    manager().begin();
    assertThatThrownBy(() -> saved("taken")).isInstanceOf(UniqueViolationException.class);
    record.stock(1);
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
  }
}
