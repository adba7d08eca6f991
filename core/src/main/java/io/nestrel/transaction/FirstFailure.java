// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the first failure of several, which later ones are symptoms of, and tells of each right
 * after it, while the server can still be asked what it destroyed. Not thread-safe.
 */
public final class FirstFailure {
  private final Consumer<SQLException> onFailure;
  private final Runnable check;
  private @Nullable SQLException first;
  private @Nullable SQLException last;

  public FirstFailure() {
    this(failure -> {}, () -> {});
  }

  /**
   * @param onFailure told of each failure
   * @param check makes ready for another call, or throws if there may be none
   */
  FirstFailure(Consumer<SQLException> onFailure, Runnable check) {
    this.onFailure = onFailure;
    this.check = check;
  }

  public void add(SQLException failure) {
    if (failure == last) {
      return;
    }
    last = failure;
    first = first == null ? failure : first;
    onFailure.accept(failure);
  }

  /** To be called before anything is sent; throws if nothing may be. */
  public void check() {
    check.run();
  }

  public @Nullable SQLException first() {
    return first;
  }
}
