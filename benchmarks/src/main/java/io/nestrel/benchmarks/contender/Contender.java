// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import java.util.List;

/**
 * A system at work on the table {@code accounts}. Each operation is done as the system's own
 * documentation would have somebody do it who wants it fast. Belongs to one thread.
 */
public interface Contender extends AutoCloseable {

  /**
   * Inserts a row, with the least that the system needs for it: the statement commits by itself, or
   * in a transaction of its own.
   *
   * @return the key that the database gave it
   */
  long insert(NewAccount account);

  /** The same in a transaction that was asked for. */
  long insertInTransaction(NewAccount account);

  /** Loads the row with a key that is there; outside of transactions. */
  Account find(long id);

  /** Loads all rows, in any order; outside of transactions. */
  List<? extends Account> loadAll();

  /** Loads a row, adds to its cents and saves it, in a transaction. */
  void addCents(long id, long cents);

  /** Inserts rows in one transaction, whose keys nobody needs, in batches of {@link #BATCH}. */
  void insertAll(List<NewAccount> accounts);

  /**
   * Inserts rows in one transaction, leaving out those that the database refuses.
   *
   * @return how many it refused
   */
  int importAll(List<NewAccount> accounts);

  /** Does work in a transaction, and rolls that back. */
  void inOuterTransaction(Runnable work);

  /**
   * As {@link #insert}, in a nested scope; only within {@link #inOuterTransaction}. What was
   * inserted is in the database when the method returns.
   */
  long insertNested(NewAccount account);

  /** A nested scope in which nothing happens; only within {@link #inOuterTransaction}. */
  void emptyScope();

  @Override
  void close();

  /** How many rows a batch has. */
  int BATCH = 1_000;
}
