// SPDX-License-Identifier: Apache-2.0
package io.nestrel.doors;

import io.nestrel.ActiveRecord;
import io.nestrel.annotation.Id;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.Setter;
import lombok.experimental.Accessors;
import org.jspecify.annotations.Nullable;

/** Has setters that can be chained, and no door in a constant. */
@Getter
@Setter
@Accessors(chain = true)
@NoArgsConstructor(access = AccessLevel.PACKAGE)
class Room extends ActiveRecord<Room> {
  @Id private @Nullable Long id;
  private @Nullable String label;
  private long price;

  @Setter(AccessLevel.PRIVATE)
  private double rating;

  void rate(double value) {
    setRating(value);
  }
}
