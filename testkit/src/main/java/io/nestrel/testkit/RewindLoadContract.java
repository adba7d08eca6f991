// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DataConversionException;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.testkit.Keepsake.Look;
import org.junit.jupiter.api.Test;

/** Records that were loaded in a scope which is rolled back. */
public interface RewindLoadContract extends KeepsakeContract {

  @Test
  default void a_record_loaded_in_the_scope_has_the_values_as_loaded() {
    long id = saved("r").key();
    manager().begin();
    Keepsake record = keepsakes().get(id);
    Keepsake listed = keepsakes().query().list().get(0);
    Look loaded = record.look();
    record.stock(5).save();
    listed.stock(6);
    manager().rollback();
    assertThat(record.look()).isEqualTo(loaded);
    assertThat(listed.look()).isEqualTo(loaded);
    record.stock(7).save();
    assertThat(row(record).look()).isEqualTo(record.look());
  }

  @Test
  default void a_record_whose_row_went_with_the_scope_is_never_silently_not_written() {
    manager().begin();
    Keepsake copy = row(saved("r"));
    Look loaded = copy.look();
    copy.stock(1).save();
    manager().rollback();
    assertThat(copy.look()).isEqualTo(loaded);
    assertThatThrownBy(copy.stock(2)::save).isInstanceOf(StaleRecordException.class);
    assertThatThrownBy(copy::delete).isInstanceOf(StaleRecordException.class);
    assertThatThrownBy(copy::reload).isInstanceOf(RecordNotFoundException.class);
    assertThat(copy.look().changedFields()).containsExactly("stock");
  }

  @Test
  default void a_record_loaded_in_the_inner_scope_has_the_values_as_loaded_after_the_outer_one() {
    Keepsake saved = saved("r");
    manager().begin();
    saved.stock(1).save();
    manager().begin();
    Keepsake record = row(saved);
    Keepsake byText = keepsakes().findBySql("SELECT * FROM widgets").get(0);
    Look loaded = record.look();
    byText.stock(2);
    record.stock(3).save();
    manager().commit();
    record.stock(4);
    manager().rollback();
    assertThat(record.look()).isEqualTo(loaded);
    assertThat(byText.look()).isEqualTo(loaded);
    assertThatThrownBy(record.stock(5)::save).isInstanceOf(StaleRecordException.class);
    assertThat(record.reload().look()).isEqualTo(saved.look());
  }

  @Test
  default void a_record_of_which_a_column_cannot_be_read_again_is_as_before() {
    Keepsake record = saved("r");
    Look before = record.stock(1).look();
    backend().execute("UPDATE widgets SET name = 'other', version = NULL");
    assertThatThrownBy(record::reload).isInstanceOf(DataConversionException.class);
    assertThat(record.look()).isEqualTo(before);
  }
}
