// SPDX-License-Identifier: Apache-2.0
package io.nestrel.doors;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import lombok.Data;
import lombok.EqualsAndHashCode;
import org.jspecify.annotations.Nullable;

/** Equal by its values: a set changes its hash code. */
@Data
@EqualsAndHashCode(callSuper = false)
class Guest extends ActiveRecord<Guest> {
  static final Model<Guest> GUESTS = Model.of(Guest.class);

  @Id private @Nullable Long id;
  private @Nullable String name;
  private int age;
}
