// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.funds;

/** A debit takes more than the balance and the credit. */
final class OverdrawnException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OverdrawnException(Holder holder) {
    super("%s has no funds for that".formatted(holder.name()));
  }
}
