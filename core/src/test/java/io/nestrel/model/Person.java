// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import org.jspecify.annotations.Nullable;

/** The plainest model. */
final class Person extends ActiveRecord<Person> {
  static final Model<Person> people = Model.of(Person.class);

  @Id private @Nullable Long id;
  private @Nullable String firstName;
  private int age;
  private transient int steps;

  private Person() {}

  Person(String firstName, int age) {
    this.firstName = firstName;
    this.age = age;
  }

  @Nullable Long id() {
    return id;
  }

  void id(long newId) {
    id = newId;
  }

  @Nullable String firstName() {
    return firstName;
  }

  void rename(String newName) {
    firstName = newName;
    steps++;
  }

  void age(int newAge) {
    age = newAge;
  }

  int age() {
    return age;
  }

  int steps() {
    return steps;
  }
}
