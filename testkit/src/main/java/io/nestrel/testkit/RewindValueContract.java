// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.error.ConstraintViolationException;
import io.nestrel.testkit.Keepsake.Look;
import io.nestrel.transaction.Savepoint;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which records are remembered, and which values: mutable ones, and those that callbacks set. */
public interface RewindValueContract extends KeepsakeContract {

  private Model<Nosy> nosies() {
    return Nosy.NOSIES.on(backend());
  }

  private static IllegalStateException onPurpose() {
    return new IllegalStateException("on purpose");
  }

  @Test
  default void a_value_changed_in_place_after_a_set_is_as_it_was() {
    Keepsake record = keepsakes().save(new Keepsake("r").data((byte) 1, (byte) 2));
    Look before = record.look();
    manager().begin();
    record.stock(1);
    record.data()[0] = 9;
    assertThat(record.changedFields()).containsExactlyInAnyOrder("stock", "data");
    record.save();
    record.data()[1] = 9;
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
    record.data()[0] = 3;
    assertThat(record.changedFields()).containsExactly("data");
    record.save();
    assertThat(row(record).data()).containsExactly(3, 2);
  }

  @Test
  default void a_value_changed_in_place_after_each_rollback_to_a_savepoint_is_as_it_was() {
    Keepsake record = keepsakes().save(new Keepsake("r").data((byte) 1));
    manager().begin();
    record.data((byte) 2);
    Look before = record.look();
    Savepoint savepoint = manager().savepoint();
    for (int i = 1; i <= 3; i++) {
      record.stock(i);
      record.data()[0]++;
      record.save();
      record.data()[0]++;
      savepoint.rollback();
      assertThat(record.look()).isEqualTo(before);
    }
    record.save();
    manager().commit();
    assertThat(row(record).data()).containsExactly(2);
  }

  @Test
  default void what_an_inner_scope_changed_in_place_goes_back_to_where_the_outer_one_began() {
    Keepsake record = keepsakes().save(new Keepsake("r").data((byte) 1));
    Look before = record.look();
    manager().begin();
    manager().begin();
    record.stock(1).data()[0] = 2;
    manager().commit();
    manager().begin();
    record.stock(2).data()[0] = 3;
    manager().rollback();
    assertThat(record.data()).containsExactly(2);
    record.data()[0] = 4;
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
  }

  @Test
  default void records_that_are_equal_are_remembered_one_by_one() {
    List<Keepsake> records = IntStream.range(0, 10).mapToObj(i -> new Keepsake("same")).toList();
    records.forEach(record -> record.stock(1));
    manager().begin();
    for (int i = 0; i < records.size(); i++) {
      records.get(i).stock(100).stock(i).name("name " + i);
      keepsakes().save(records.get(i));
    }
    assertThat(keepsakes().count()).isEqualTo(10);
    manager().rollback();
    Look before = new Keepsake("same").stock(1).look();
    assertThat(records).allSatisfy(record -> assertThat(record.look()).isEqualTo(before));
  }

  @Test
  default void a_hundred_records_go_back_each_to_its_own_values() {
    List<Keepsake> records = IntStream.range(0, 100).mapToObj(i -> new Keepsake("n" + i)).toList();
    records.forEach(record -> keepsakes().save(record));
    List<Look> before = records.stream().map(Keepsake::look).toList();
    manager().begin();
    records.forEach(record -> record.stock(record.stock() + 1).save());
    manager().begin();
    records.forEach(Keepsake::delete);
    manager().commit();
    manager().rollback();
    assertThat(records.stream().map(Keepsake::look).toList()).isEqualTo(before);
  }

  @Test
  default void what_a_callback_set_is_rolled_back_with_the_scope() {
    Nosy record = nosies().save(new Nosy("r"));
    manager().begin();
    record.name("other");
    record.save();
    assertThat(record.stock()).isEqualTo(2);
    manager().rollback();
    assertThat(record.stock()).isEqualTo(1);
    assertThat(record.version()).isEqualTo(1);
    assertThat(record.isChanged()).isFalse();
    record.save();
    assertThat(nosies().query().list().get(0).stock()).isEqualTo(2);
  }

  @Test
  default void a_save_that_fails_in_a_callback_leaves_every_record_it_saved_as_before_the_call() {
    Keepsake persisted = saved("persisted").stock(1);
    Keepsake fresh = new Keepsake("fresh");
    Look persistedBefore = persisted.look();
    Look freshBefore = fresh.look();
    Nosy record =
        new Nosy("r")
            .afterSave(
                () -> {
                  persisted.save();
                  keepsakes().save(fresh);
                  persisted.stock(3);
                  throw onPurpose();
                });
    assertThatThrownBy(() -> nosies().save(record)).hasMessage("on purpose");
    assertThat(persisted.look()).isEqualTo(persistedBefore);
    assertThat(fresh.look()).isEqualTo(freshBefore);
    assertThat(record.isNew()).isTrue();
    assertThat(record.id()).isNull();
    assertThat(record.stock() + record.version()).isZero();
    nosies().save(record.afterSave(() -> {}));
    persisted.save();
    keepsakes().save(fresh);
    assertThat(keepsakes().count()).isEqualTo(3);
  }

  @Test
  default void a_save_that_fails_in_a_callback_keeps_what_its_scope_did_before() {
    Nosy record = nosies().save(new Nosy("r"));
    manager().begin();
    record.name("outer");
    record.save();
    record.name("inner");
    record.afterSave(
        () -> {
          throw onPurpose();
        });
    assertThatThrownBy(record::save).hasMessage("on purpose");
    assertThatThrownBy(record::delete).hasMessage("on purpose");
    assertThat(record.isPersisted()).isTrue();
    assertThat(record.changedFields()).containsExactly("name");
    assertThat(record.name()).isEqualTo("inner");
    assertThat(record.stock()).isEqualTo(2);
    assertThat(record.version()).isEqualTo(2);
    manager().rollback();
    assertThat(record.isChanged()).isFalse();
    assertThat(record.name()).isEqualTo("r");
    assertThat(record.stock()).isEqualTo(1);
    assertThat(record.version()).isEqualTo(1);
  }

  @Test
  default void a_callback_that_swallows_a_refusal_in_a_scope_of_its_own_rewinds_that_scope() {
    Keepsake other = saved("other");
    Look before = other.look();
    Nosy record =
        new Nosy("r")
            .afterSave(
                () ->
                    assertThatThrownBy(
                            () -> backend().transaction(() -> other.name("r").stock(1).save()))
                        .isInstanceOf(ConstraintViolationException.class));
    nosies().save(record);
    assertThat(other.look()).isEqualTo(before);
    assertThat(record.isPersisted()).isTrue();
    assertThat(keepsakes().count()).isEqualTo(2);
  }
}
