// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import java.math.BigDecimal;

/**
 * A row of the file, not yet posted.
 *
 * @param amount negative for a payment, with at most two decimals
 */
record PendingTransaction(long account, BigDecimal amount, String description) {}
