// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

/** A single transaction cannot be posted; the others can. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /** Without a stack trace: it is an outcome, and an import may have ten thousands of them. */
  RefusedException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
