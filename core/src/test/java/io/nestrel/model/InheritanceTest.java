// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.model.base.Entity;
import io.nestrel.scripted.ScriptedDatabase;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Models that extend models, and bases of bases. */
@SuppressWarnings("UnusedVariable") // the fields are only stored
class InheritanceTest {
  private final ScriptedDatabase database = new ScriptedDatabase();

  static class Animal extends ActiveRecord<Animal> {
    @Id private long id;
    private @Nullable String name;

    Animal name(String newName) {
      name = newName;
      return this;
    }

    @Nullable String name() {
      return name;
    }
  }

  static class Dog extends Animal {
    private boolean barks = true;
  }

  /** Nothing of its own. */
  static class Puppy extends Dog {}

  abstract static class Audited<I, T extends ActiveRecord<T>> extends Entity<I, T> {
    private @Nullable String author;
  }

  static class Page extends Audited<UUID, Page> {
    private @Nullable String title;
  }

  static class Comment extends Audited<Integer, Comment> {
    private @Nullable String text;
  }

  @Test
  void a_model_may_extend_a_model_and_has_a_table_of_its_own() {
    database.rows(new Object[] {7L});
    Dog dog = new Dog();
    dog.name("Rex");
    Model.of(Dog.class).on(database.backend()).save(dog);
    assertThat(database.take())
        .containsExactly(
            "INSERT INTO \"dogs\" (\"name\", \"barks\") VALUES (?, ?) RETURNING \"id\"");
    dog.name("Max").save();
    assertThat(database.take())
        .containsExactly("UPDATE \"dogs\" SET \"name\" = ? WHERE \"id\" = ?");
    assertThat(dog.model()).isSameAs(Model.of(Dog.class));
  }

  @Test
  void a_model_without_fields_of_its_own_reads_those_of_its_bases() {
    database.rows(new Object[] {1L, "Bo", true});
    Puppy puppy = Model.of(Puppy.class).on(database.backend()).get(1);
    assertThat(puppy.name()).isEqualTo("Bo");
    assertThat(database.take())
        .containsExactly("SELECT \"id\", \"name\", \"barks\" FROM \"puppies\" WHERE \"id\" = ?");
  }

  @Test
  void a_generic_base_serves_models_with_ids_of_different_types() {
    UUID id = UUID.fromString("00000000-0000-0000-0000-000000000001");
    database.rows(new Object[] {id});
    Page page = Model.of(Page.class).on(database.backend()).save(new Page());
    database.rows(new Object[] {5L});
    Comment comment = Model.of(Comment.class).on(database.backend()).save(new Comment());
    assertThat(page.id()).isEqualTo(id);
    assertThat(comment.id()).isEqualTo(5);
    assertThat(database.take())
        .contains(
            "INSERT INTO \"comments\" (\"version\", \"created_at\", \"updated_at\", \"author\", \"text\")"
                + " VALUES (?, ?, ?, ?, ?) RETURNING \"id\"");
  }
}
