// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance.base;

import io.nestrel.ActiveRecord;
import io.nestrel.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A mapped superclass in another package, with a field of a type variable. */
@SuppressWarnings("UnusedVariable") // the fields are only stored
public abstract class Stamped<I, T extends ActiveRecord<T>> extends ActiveRecord<T> {
  @Id private @Nullable I id;
  private long stamp;

  protected void id(I newId) {
    id = newId;
  }

  protected void stamp(long newStamp) {
    stamp = newStamp;
  }
}
