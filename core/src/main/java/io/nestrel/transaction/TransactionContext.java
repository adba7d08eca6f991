// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;

/** What all transactions of one backend share. */
record TransactionContext<C extends ControlConnection>(
    TransactionManager manager,
    Dialect dialect,
    ConnectionSource<C> source,
    TransactionSettings settings,
    OpenTransactions open,
    SavepointTexts savepoints) {

  /** The same, with connections from another source. */
  TransactionContext<C> from(ConnectionSource<C> other) {
    return new TransactionContext<>(manager, dialect, other, settings, open, savepoints);
  }
}
