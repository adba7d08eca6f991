// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.UnknownCommitOutcomeException;

/**
 * Says where a run has stopped.
 *
 * @param name the call that applications know
 * @param taken how many items it had taken
 * @param position how many items are confirmed
 * @param inside whether the items belong to a transaction of the caller
 */
record ForEachStop(String name, long taken, long position, boolean inside) {

  /** What to throw because of what was thrown; of a lost transaction the first error counts. */
  ForEachStoppedException because(Exception e) {
    boolean symptom = e instanceof TransactionDoomedException || e instanceof ScopeFailedException;
    Throwable first = symptom && e.getCause() != null ? e.getCause() : e;
    ForEachStoppedException stopped =
        new ForEachStoppedException(
            "%s has stopped after taking %d items: %s. It was stopped by: %s"
                .formatted(name, taken, whatIsLeft(e), first),
            position,
            first);
    if (first != e) {
      stopped.addSuppressed(e);
    }
    return stopped;
  }

  private String whatIsLeft(Exception e) {
    if (inside) {
      return "all that it did in the transaction around it is rolled back";
    }
    String left =
        e instanceof UnknownCommitOutcomeException
            ? "the first %d are committed, and whether those after them are is not known; find out, at best from what savePosition(…) has saved, and go on with startAt(…)"
            : "the first %1$d are committed and those after them rolled back; go on with startAt(%1$d)";
    return left.formatted(position);
  }
}
