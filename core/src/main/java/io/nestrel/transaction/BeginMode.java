// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

/**
 * When a transaction takes its locks, on databases with {@link
 * io.nestrel.dialect.Feature#BEGIN_MODES} (sqlite.org/lang_transaction.html).
 */
public enum BeginMode {
  /** With the first statement that needs them. */
  DEFERRED,
  /** To write, at once. */
  IMMEDIATE,
  /** To write, at once, and others may not even read where the database has no snapshots. */
  EXCLUSIVE
}
