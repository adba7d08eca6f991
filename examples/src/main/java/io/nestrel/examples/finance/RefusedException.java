// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

/** A single transaction cannot be posted; the others can. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  RefusedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
