// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model for tests of saving many on tables that one database alone can have: with its triggers,
 * rules and views. Each test makes the table {@code parts} itself.
 */
@Table(name = "parts")
public final class Part extends ActiveRecord<Part> {
  @Id private long id;

  @SuppressWarnings("UnusedVariable") // the database reads it
  private String name = "";

  private int size;

  private Part() {}

  public Part(String name, int size) {
    this.name = name;
    this.size = size;
  }

  /** New ones, whose sizes are 0, 1, 2 and so on, and whose names tell them. */
  public static List<Part> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Part("Part " + i, i)).toList();
  }

  /** Fails unless the row with the id of each of these saved records is its own, by its size. */
  public static void assertEachHasItsOwnKey(Model<Part> parts, List<Part> saved) {
    for (Part part : saved) {
      assertThat(parts.get(part.id).size).isEqualTo(part.size);
    }
  }

  public long id() {
    return id;
  }

  public int size() {
    return size;
  }

  public Part id(long newId) {
    id = newId;
    return this;
  }

  public void name(String newName) {
    name = newName;
  }

  public void size(int newSize) {
    size = newSize;
  }
}
