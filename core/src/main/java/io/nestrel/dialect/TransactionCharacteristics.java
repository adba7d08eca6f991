// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

import org.jspecify.annotations.Nullable;

/**
 * How a real transaction is to be started; the standard's transaction characteristics (ISO/IEC
 * 9075-2, 17.2), and what some databases add.
 *
 * @param readOnly whether the database has to refuse writes
 * @param isolation the level as the standard spells it, such as {@code READ COMMITTED}, one of the
 *     dialect's features; null for the database's default
 * @param deferrable whether it may wait until it can read without being in anybody's way; only with
 *     {@link Feature#DEFERRABLE_TRANSACTIONS}
 * @param beginMode the word after BEGIN; null for the database's default, and only with {@link
 *     Feature#BEGIN_MODES}
 */
public record TransactionCharacteristics(
    boolean readOnly, @Nullable String isolation, boolean deferrable, @Nullable String beginMode) {

  /** Nothing in particular: a transaction that may write. */
  public static final TransactionCharacteristics DEFAULTS =
      new TransactionCharacteristics(false, null, false, null);
}
