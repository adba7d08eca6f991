// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Remembers the first failure of several, which later ones are symptoms of. Not thread-safe. */
public final class FirstFailure {
  private @Nullable SQLException first;

  public FirstFailure() {}

  public void add(SQLException failure) {
    if (first == null) {
      first = failure;
    }
  }

  public @Nullable SQLException first() {
    return first;
  }
}
