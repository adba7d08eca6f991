// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

/**
 * How a real transaction is to be started; the standard's transaction characteristics (ISO/IEC
 * 9075-2, 17.2).
 *
 * @param readOnly whether the database has to refuse writes
 */
public record TransactionCharacteristics(boolean readOnly) {}
