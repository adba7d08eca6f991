// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.Transaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of a transaction of which nobody knows whether it was committed. */
class DoubtTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final Model<Person> people = Person.people.on(backend);
  private Person made = new Person("Ann", 30);
  private Person changed = new Person("Bob", 40);
  private Person deleted = new Person("Cyd", 50);

  @BeforeEach
  void loseTheOutcome() {
    database.rows(new Object[] {7L});
    people.save(changed);
    database.rows(new Object[] {8L});
    people.save(deleted);
    Transaction scope = backend.beginTransaction();
    database.rows(new Object[] {9L});
    people.save(made);
    changed.rename("Bobby");
    changed.save();
    deleted.delete();
    database.failOn("COMMIT", Damage.CONNECTION);
    assertThatThrownBy(scope::commit).isInstanceOf(UnknownCommitOutcomeException.class);
    scope.rollback();
  }

  @Test
  void keep_their_values_and_can_neither_be_saved_nor_deleted() {
    assertThat(made.id()).isEqualTo(9);
    assertThat(made.isPersisted()).isTrue();
    assertThat(deleted.isDeleted()).isTrue();
    database.take();
    for (Person person : new Person[] {made, changed}) {
      assertThatThrownBy(person::save)
          .isInstanceOf(StaleRecordException.class)
          .hasMessageContaining("reload()");
      assertThatThrownBy(person::delete).isInstanceOf(StaleRecordException.class);
    }
    assertThat(database.take()).isEmpty();
  }

  @Test
  void are_what_the_row_says_once_they_are_loaded_again() {
    database.rows(new Object[] {9L, "Ann", 31L});
    made.reload();
    assertThat(made.isPersisted()).isTrue();
    made.rename("Anna");
    made.save();
    database.rows(new Object[] {8L, "Cyd", 50L});
    assertThat(deleted.reload().isPersisted()).isTrue();
  }

  @Test
  void are_new_or_deleted_if_there_is_no_row() {
    database.rows();
    made.reload();
    assertThat(made.isNew()).isTrue();
    assertThat(made.id()).isNull();
    changed.reload();
    assertThat(changed.isDeleted()).isTrue();
    deleted.reload();
    assertThat(deleted.isDeleted()).isTrue();
  }

  @Test
  void without_a_known_id_cannot_be_found_out() {
    Person lone = new Person("Dan", 60);
    database.failOn("INSERT", Damage.CONNECTION);
    assertThatThrownBy(() -> people.save(lone)).isInstanceOf(UnknownCommitOutcomeException.class);
    assertThatThrownBy(lone::save).isInstanceOf(StaleRecordException.class);
    assertThatThrownBy(lone::reload)
        .isInstanceOf(RecordNotFoundException.class)
        .hasMessageContaining("not known");
  }
}
