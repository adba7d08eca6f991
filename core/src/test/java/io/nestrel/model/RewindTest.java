// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import io.nestrel.transaction.TransactionManager;
import org.junit.jupiter.api.Test;

/** What was done to a record is undone with its scope. */
class RewindTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();
  private final TransactionManager manager = backend.transactionManager();
  private final Model<Person> people = Person.people.on(backend);

  private Person saved() {
    database.rows(new Object[] {7L});
    return people.save(new Person("Bob", 40));
  }

  @Test
  void a_record_made_and_saved_in_the_scope_is_new_again_and_keeps_its_values() {
    Transaction outer = manager.begin();
    Transaction inner = manager.begin();
    Person bob = saved();
    inner.commit();
    assertThat(bob.id()).isEqualTo(7);
    outer.rollback();
    assertThat(bob.isNew()).isTrue();
    assertThat(bob.id()).isNull();
    assertThat(bob.changedFields()).containsExactly("firstName", "age");
    people.save(bob);
    assertThat(bob.isPersisted()).isTrue();
  }

  @Test
  void a_record_made_before_a_nested_scope_that_saves_it_is_new_again_only_with_that_scope() {
    Transaction outer = manager.begin();
    Person bob = new Person("Bob", 40);
    database.rows(new Object[] {7L});
    Transaction inner = manager.begin();
    people.save(bob);
    inner.commit();
    assertThat(bob.isPersisted()).isTrue();
    outer.rollback();
    assertThat(bob.isNew()).isTrue();
    assertThat(bob.changedFields()).containsExactly("firstName", "age");
  }

  @Test
  void values_rewind_and_an_update_that_was_rolled_back_is_sent_again() {
    Person bob = saved();
    manager.begin();
    Transaction inner = manager.begin();
    bob.rename("Bobby");
    bob.save();
    inner.rollback();
    assertThat(bob.firstName()).isEqualTo("Bob");
    assertThat(bob.isChanged()).isFalse();
    database.take();
    bob.rename("Bobby");
    bob.save();
    assertThat(database.take())
        .contains("UPDATE \"people\" SET \"first_name\" = ? WHERE \"id\" = ?");
    manager.rollback();
  }

  @Test
  void a_delete_is_undone_by_rolling_back_to_a_savepoint_any_number_of_times() {
    Person bob = saved();
    manager.begin();
    Savepoint before = manager.savepoint();
    for (int i = 0; i < 3; i++) {
      bob.delete();
      assertThat(bob.isDeleted()).isTrue();
      before.rollback();
      assertThat(bob.isPersisted()).isTrue();
    }
    bob.delete();
    manager.commit();
    assertThat(bob.isDeleted()).isTrue();
  }

  @Test
  void the_memory_of_one_backend_does_not_touch_records_of_another() {
    Backend other = new ScriptedDatabase().backend();
    Person bob = saved();
    other.beginTransaction();
    bob.delete();
    other.rollbackTransaction();
    assertThat(bob.isDeleted()).isTrue();
  }

  @Test
  void a_backend_that_is_closed_under_a_transaction_remembers_nothing_any_more() {
    Backend other = new ScriptedDatabase().backend();
    other.beginTransaction();
    Person bob = saved();
    other.close();
    bob.rename("Bobby");
    other.transactionManager().rollback();
    assertThat(bob.firstName()).isEqualTo("Bobby");
    assertThat(bob.isPersisted()).isTrue();
  }
}
