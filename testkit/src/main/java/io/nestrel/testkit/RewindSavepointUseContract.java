// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.InvalidSavepointException;
import io.nestrel.testkit.Keepsake.Look;
import io.nestrel.transaction.Savepoint;
import org.junit.jupiter.api.Test;

/** What records are after savepoints that are released, replaced or out of reach. */
public interface RewindSavepointUseContract extends KeepsakeContract {

  @Test
  default void a_released_savepoint_hands_what_it_knows_to_what_is_before_it() {
    Keepsake record = saved("r");
    Look outermost = record.look();
    manager().begin();
    Look before = record.stock(1).look();
    Savepoint first = manager().savepoint();
    record.stock(2).save();
    Savepoint second = manager().savepoint();
    record.stock(3).save();
    Savepoint third = manager().savepoint();
    record.stock(4).save();
    second.release();
    assertThat(third.isActive()).isFalse();
    assertThat(record.stock()).isEqualTo(4);
    first.rollback();
    assertThat(record.look()).isEqualTo(before);
    record.save();
    first.release();
    assertThat(record.stock()).isEqualTo(1);
    manager().rollback();
    assertThat(record.look()).isEqualTo(outermost);
  }

  @Test
  default void a_savepoint_that_replaces_another_goes_back_to_its_own_moment() {
    Keepsake record = saved("r");
    Look outermost = record.look();
    manager().begin();
    Savepoint before = manager().savepoint("before");
    Savepoint older = manager().savepoint("row");
    record.stock(1).save();
    Savepoint between = manager().savepoint("between");
    record.stock(2);
    Look moment = record.look();
    Savepoint newer = manager().savepoint("ROW");
    record.stock(3).save();
    assertThatThrownBy(older::rollback).isInstanceOf(InvalidSavepointException.class);
    assertThat(record.stock()).isEqualTo(3);
    newer.rollback();
    assertThat(record.look()).isEqualTo(moment);
    record.stock(4).save();
    between.rollback();
    assertThat(record.stock()).isEqualTo(1);
    assertThat(record.isChanged()).isFalse();
    before.rollback();
    assertThat(record.look()).isEqualTo(outermost);
    record.stock(5).save();
    manager().rollback();
    assertThat(record.look()).isEqualTo(outermost);
  }

  @Test
  default void a_loop_may_replace_its_savepoint_for_each_row() {
    Keepsake record = saved("r");
    Look outermost = record.look();
    manager().begin();
    for (int i = 1; i <= 10; i++) {
      Look before = record.look();
      manager().savepoint("row");
      record.stock(i).save();
      if (i % 2 == 0) {
        manager().rollbackTo("row");
        assertThat(record.look()).isEqualTo(before);
      }
    }
    assertThat(row(record).look()).isEqualTo(record.look());
    assertThat(record.stock()).isEqualTo(9);
    manager().rollback();
    assertThat(record.look()).isEqualTo(outermost);
  }

  @Test
  default void a_savepoint_that_cannot_be_used_changes_no_record() {
    Keepsake record = saved("r");
    manager().begin();
    Savepoint outer = manager().savepoint();
    record.stock(1);
    manager().begin();
    Look now = record.stock(2).look();
    assertThatThrownBy(outer::rollback).isInstanceOf(InvalidSavepointException.class);
    assertThatThrownBy(() -> manager().rollbackTo("nowhere"))
        .isInstanceOf(InvalidSavepointException.class);
    assertThat(record.look()).isEqualTo(now);
    manager().commit();
    outer.rollback();
    assertThat(record.stock()).isZero();
    manager().commit();
  }

  @Test
  default void a_record_made_in_the_scope_keeps_its_values_past_savepoints_and_inner_scopes() {
    manager().begin();
    Keepsake made = new Keepsake("made");
    manager().savepoint();
    keepsakes().save(made.stock(1));
    manager().begin();
    Keepsake madeInside = saved("inside");
    manager().rollback();
    keepsakes().save(madeInside.stock(2));
    manager().rollback();
    assertThat(made.look()).isEqualTo(new Keepsake("made").stock(1).look());
    assertThat(madeInside.look()).isEqualTo(new Keepsake("inside").stock(2).look());
  }
}
