// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

/**
 * Work that gives no value. The work of a transaction: it is committed when it returns and rolled
 * back when it throws.
 *
 * @param <X> what the work may throw besides unchecked exceptions
 */
@FunctionalInterface
public interface TransactionRunnable<X extends Exception> {
  void run() throws X;
}
