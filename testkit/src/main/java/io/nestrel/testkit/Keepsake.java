// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;
import io.nestrel.annotation.UpdatedAt;
import io.nestrel.annotation.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model with all that saving gives (id, version, timestamps), a value that can be changed in
 * place, and a hash code that changes with every set, as Lombok's {@code @Data} makes it.
 */
@Table(name = "widgets")
final class Keepsake extends ActiveRecord<Keepsake> {
  static final Model<Keepsake> KEEPSAKES = Model.of(Keepsake.class);

  @Id private @Nullable Long id;
  private String name = "";
  private int stock;
  private byte @Nullable [] data;
  @Version private int version;
  @CreatedAt private @Nullable Instant createdAt;
  @UpdatedAt private @Nullable Instant updatedAt;

  private Keepsake() {}

  Keepsake(String name) {
    this.name = name;
  }

  /** All that an application can see of a record. */
  record Look(
      @Nullable Long id,
      String name,
      int stock,
      String data,
      int version,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt,
      boolean isNew,
      boolean isPersisted,
      boolean isDeleted,
      boolean isChanged,
      Set<String> changedFields,
      String text) {}

  Look look() {
    return new Look(
        id,
        name,
        stock,
        Arrays.toString(data),
        version,
        createdAt,
        updatedAt,
        isNew(),
        isPersisted(),
        isDeleted(),
        isChanged(),
        Set.copyOf(changedFields()),
        toString());
  }

  @Nullable Long id() {
    return id;
  }

  /** The id of a record that has one. */
  long key() {
    return Objects.requireNonNull(id);
  }

  String name() {
    return name;
  }

  int stock() {
    return stock;
  }

  int version() {
    return version;
  }

  boolean hasData() {
    return data != null;
  }

  /** The array itself, not a copy. */
  byte[] data() {
    return Objects.requireNonNull(data);
  }

  void id(long newId) {
    id = newId;
  }

  Keepsake name(String newName) {
    name = newName;
    return this;
  }

  Keepsake stock(int newStock) {
    stock = newStock;
    return this;
  }

  Keepsake data(byte... newData) {
    data = newData;
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Keepsake that && name.equals(that.name) && stock == that.stock;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, stock);
  }
}
