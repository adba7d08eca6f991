// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

/** Is told of each row, in its transaction: what it says holds once that has been committed. */
interface Report {
  default void processed(PendingTransaction row, Account account) {}

  default void failed(PendingTransaction row, RefusedException refusal) {}

  /** Says nothing. */
  static Report silent() {
    return new Report() {};
  }

  /** Adds a line for each row. */
  static Report lines(StringBuilder lines) {
    return new Report() {
      @Override
      public void processed(PendingTransaction row, Account account) {
        lines.append(
            "OK     %s: %s, balance %s%n"
                .formatted(row.description(), row.amount(), account.balance()));
      }

      @Override
      public void failed(PendingTransaction row, RefusedException refusal) {
        lines.append("FAILED %s: %s%n".formatted(row.description(), refusal.reason()));
      }
    };
  }
}
