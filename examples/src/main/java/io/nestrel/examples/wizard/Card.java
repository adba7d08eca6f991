// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.wizard;

import java.math.BigDecimal;

/**
 * A credit card, as its bank sees it.
 *
 * @param limit the highest amount that it can be charged with
 */
record Card(String number, BigDecimal limit) {
  /**
   * @throws CardRefusedException if the amount is too high
   */
  void charge(BigDecimal amount) {
    if (amount.compareTo(limit) > 0) {
      throw new CardRefusedException(this);
    }
  }
}
