// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

/** Thrown where only an exception rolls a transaction back; cheap, as it has no stack trace. */
final class RollbackRequest extends RuntimeException {
  private static final long serialVersionUID = 1;

  RollbackRequest() {
    super("Nothing of this transaction is to stay", null, false, false);
  }
}
