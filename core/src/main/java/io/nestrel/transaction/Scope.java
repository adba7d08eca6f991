// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import org.jspecify.annotations.Nullable;

/** What begin gives, as the transaction manager itself uses it. */
interface Scope extends Transaction {

  /** Ended by {@code transaction(work)} and by nobody else. */
  boolean isManaged();

  /** For {@code transaction(work)}: the work has returned. */
  void commitManaged();

  /** What cost the scope, or its whole transaction; null if nothing did. */
  @Nullable Throwable damage();

  /** For {@code transaction(work)}: the work, or the commit, has thrown. */
  void rollbackManaged(Throwable cause);
}
