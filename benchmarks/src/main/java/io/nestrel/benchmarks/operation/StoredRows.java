// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.operation;

import io.nestrel.benchmarks.contender.Account;
import io.nestrel.benchmarks.contender.NewAccount;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A table of a thousand rows, whose number does not change. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setups
public class StoredRows extends ContenderState {
  static final int ROWS = 1_000;

  private long[] ids;
  private int next;

  /** Stores the rows. */
  @Setup
  public void store() {
    opened.insertAll(NewAccount.list(ROWS));
    ids = opened.loadAll().stream().mapToLong(Account::id).toArray();
  }

  /** One after the other, again and again. */
  long nextId() {
    next = next + 1 == ROWS ? 0 : next + 1;
    return ids[next];
  }
}
