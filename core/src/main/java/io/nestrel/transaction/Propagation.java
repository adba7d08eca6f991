// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

/** What a scope does with the transaction that the thread has already. */
public enum Propagation {
  /** Begins a nested scope in it; without one, a transaction. The default. */
  NESTED,
  /**
   * Joins its innermost scope; without one, begins a transaction. A joined scope that fails cannot
   * be undone by itself, so the scope that it joined can then only be rolled back.
   */
  REQUIRED,
  /** Suspends it, and begins a transaction of its own on another connection. */
  REQUIRES_NEW,
  /** Joins its innermost scope; refused without one. */
  MANDATORY,
  /** Refused inside a transaction; the work runs without one. */
  NEVER
}
