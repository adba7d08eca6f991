// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import io.nestrel.error.ValidationException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that an application gives for the placeholders of its SQL. */
public final class Parameters {
  private Parameters() {}

  /**
   * As a list that cannot be changed through it.
   *
   * @throws ValidationException for a lone null, of which varargs make no values at all
   */
  public static List<@Nullable Object> of(@Nullable Object @Nullable [] values) {
    if (values == null) {
      throw new ValidationException(
          "A lone null stands for no values at all: write (Object) null, or IS NULL in a condition");
    }
    return Collections.unmodifiableList(Arrays.asList(values));
  }
}
