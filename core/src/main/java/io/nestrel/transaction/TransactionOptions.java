// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import org.jspecify.annotations.Nullable;

/**
 * What a scope asks for. An option that is not set asks for nothing. Immutable: each method gives a
 * new object.
 */
public final class TransactionOptions {
  private static final TransactionOptions DEFAULTS = new TransactionOptions(null, null);

  private final @Nullable Boolean readOnly;
  private final @Nullable String name;

  private TransactionOptions(@Nullable Boolean readOnly, @Nullable String name) {
    this.readOnly = readOnly;
    this.name = name;
  }

  /** Nothing in particular: a scope that may write. */
  public static TransactionOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Whether the transaction may only read. The database enforces it; a nested scope cannot ask for
   * something else than its transaction.
   */
  public TransactionOptions readOnly(boolean on) {
    return new TransactionOptions(on, name);
  }

  /** A name for logs and messages. */
  public TransactionOptions name(String newName) {
    return new TransactionOptions(readOnly, newName);
  }

  @Nullable Boolean readOnly() {
    return readOnly;
  }

  @Nullable String name() {
    return name;
  }
}
