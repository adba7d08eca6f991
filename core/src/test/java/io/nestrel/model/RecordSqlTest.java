// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.annotation.Table;
import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.dialect.Damage;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.ValidationException;
import io.nestrel.model.base.Entity;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.transaction.TransactionOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each operation on a record sends, and what the record is afterwards. */
class RecordSqlTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");

  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend =
      database.backend(
          BackendOptions.defaults().clock(Clock.fixed(NOW.plusNanos(789), ZoneOffset.UTC)));
  private final Model<Person> people = Person.people.on(backend);
  private final Model<Document> documents = Model.of(Document.class).on(backend);

  /** Inherits id, version and timestamps. */
  @SuppressWarnings("UnusedVariable") // the title is only stored
  @Table(name = "docs", schema = "archive")
  static final class Document extends Entity<UUID, Document> {
    private @Nullable String title;

    Document() {}

    Document title(String newTitle) {
      title = newTitle;
      return this;
    }
  }

  private Person bob() {
    database.rows(new Object[] {7L});
    Person bob = people.save(new Person("Bob", 40));
    database.take();
    return bob;
  }

  @Test
  void a_new_record_gets_its_id_from_the_database() {
    database.rows(new Object[] {7L});
    Person bob = new Person("Bob", 40);
    assertThat(bob.isNew()).isTrue();
    assertThat(bob.changedFields()).containsExactly("firstName", "age");
    people.save(bob);
    assertThat(bob.id()).isEqualTo(7);
    assertThat(bob.isPersisted()).isTrue();
    assertThat(bob.isChanged()).isFalse();
    assertThat(database.sent())
        .containsExactly(
            "INSERT INTO \"people\" (\"first_name\", \"age\") VALUES (?, ?) RETURNING \"id\"");
  }

  @Test
  void an_id_that_the_application_has_set_is_inserted() {
    Person bob = new Person("Bob", 40);
    bob.id(3);
    people.save(bob);
    assertThat(database.sent())
        .containsExactly(
            "INSERT INTO \"people\" (\"id\", \"first_name\", \"age\") VALUES (?, ?, ?)");
  }

  @Test
  void only_changed_columns_are_updated_and_nothing_is_sent_when_nothing_changed() {
    Person bob = bob();
    bob.save();
    bob.rename("Bob");
    bob.save();
    assertThat(database.take()).isEmpty();
    bob.age(41);
    assertThat(bob.changedFields()).containsExactly("age");
    bob.save();
    assertThat(database.take())
        .containsExactly("UPDATE \"people\" SET \"age\" = ? WHERE \"id\" = ?");
    assertThat(bob.isChanged()).isFalse();
    assertThat(bob.steps()).isEqualTo(1);
  }

  @Test
  void an_update_or_delete_that_meets_no_row_is_stale_and_the_record_is_as_before() {
    Person bob = bob();
    database.updateCount(0);
    bob.age(41);
    assertThatThrownBy(bob::save)
        .isInstanceOf(StaleRecordException.class)
        .hasMessageContaining("table people has no row with id 7");
    assertThat(bob.changedFields()).containsExactly("age");
    assertThatThrownBy(bob::delete).isInstanceOf(StaleRecordException.class);
    assertThat(bob.isPersisted()).isTrue();
  }

  @Test
  void a_record_is_deleted_once() {
    Person bob = bob();
    assertThat(new Person("new", 1).delete()).isFalse();
    assertThat(bob.delete()).isTrue();
    assertThat(bob.delete()).isFalse();
    assertThat(bob.isDeleted()).isTrue();
    assertThat(database.take()).containsExactly("DELETE FROM \"people\" WHERE \"id\" = ?");
    assertThatThrownBy(bob::save).isInstanceOf(StaleRecordException.class);
  }

  @Test
  void a_refused_insert_leaves_the_record_new() {
    database.failOn("INSERT", Damage.STATEMENT);
    Person bob = new Person("Bob", 40);
    assertThatThrownBy(() -> people.save(bob))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("INSERT INTO \"people\"");
    assertThat(bob.isNew()).isTrue();
    assertThat(bob.id()).isNull();
  }

  @Test
  void version_and_timestamps_are_given_by_saving_in_microseconds() {
    Document document = new Document();
    database.rows(new Object[] {UUID.fromString("00000000-0000-0000-0000-000000000001")});
    documents.save(document);
    assertThat(document.version()).isEqualTo(1);
    assertThat(document.createdAt()).isEqualTo(NOW);
    assertThat(document.updatedAt()).isEqualTo(NOW);
    document.title("a").save();
    assertThat(document.version()).isEqualTo(2);
    assertThat(database.sent())
        .containsExactly(
            "BEGIN",
            "INSERT INTO \"archive\".\"docs\" (\"version\", \"created_at\", \"updated_at\", \"title\")"
                + " VALUES (?, ?, ?, ?) RETURNING \"id\"",
            "COMMIT",
            "UPDATE \"archive\".\"docs\" SET \"title\" = ?, \"version\" = ?, \"updated_at\" = ?"
                + " WHERE \"id\" = ? AND \"version\" = ?");
  }

  @Test
  void nothing_of_a_failed_save_sticks() {
    Document document = new Document().title("a");
    database.failOn("INSERT", Damage.STATEMENT);
    assertThatThrownBy(() -> documents.save(document)).isInstanceOf(DatabaseException.class);
    assertThat(document.isNew()).isTrue();
    assertThat(document.version()).isZero();
    assertThat(document.createdAt()).isNull();
  }

  @Test
  void an_id_that_the_database_does_not_make_is_asked_for_and_the_row_taken_back() {
    Document document = new Document();
    assertThatThrownBy(() -> documents.save(document))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("set id before saving");
    assertThat(document.isNew()).isTrue();
    assertThat(database.sent()).endsWith("ROLLBACK");
  }

  @Test
  void save_is_refused_in_a_read_only_transaction_before_anything_is_sent() {
    assertThatThrownBy(
            () ->
                backend.transaction(
                    TransactionOptions.defaults().readOnly(true),
                    () -> people.save(new Person("Bob", 40))))
        .hasMessageContaining("read-only");
    assertThat(database.sent()).isEmpty();
  }

  @Test
  void a_record_stays_with_its_backend() {
    Person bob = bob();
    Backend other = new ScriptedDatabase().backend();
    assertThatThrownBy(() -> Person.people.on(other).save(bob))
        .isInstanceOf(StaleRecordException.class)
        .hasMessageContaining("belongs to");
    bob.age(5);
    bob.save();
    assertThat(database.take()).hasSize(1);
  }
}
