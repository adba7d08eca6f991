// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model.base;

import io.nestrel.ActiveRecord;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.UpdatedAt;
import io.nestrel.annotation.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A generic base class in another package than the models. */
public abstract class Entity<I, T extends ActiveRecord<T>> extends ActiveRecord<T> {
  @Id private @Nullable I id;
  @Version private int version;
  @CreatedAt private @Nullable Instant createdAt;
  @UpdatedAt private @Nullable Instant updatedAt;

  public @Nullable I id() {
    return id;
  }

  public int version() {
    return version;
  }

  public @Nullable Instant createdAt() {
    return createdAt;
  }

  public @Nullable Instant updatedAt() {
    return updatedAt;
  }
}
