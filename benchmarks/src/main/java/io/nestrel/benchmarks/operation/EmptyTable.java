// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.operation;

import io.nestrel.benchmarks.contender.NewAccount;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A table that is empty before each invocation, however fast the contender fills it; emptying it is
 * no part of the time. It shrinks to its first size before each iteration.
 */
@State(Scope.Thread)
public class EmptyTable extends ContenderState {
  /** How many rows an invocation inserts that inserts one by one. */
  static final int BLOCK = 200;

  static final int MANY = 10_000;

  private final List<NewAccount> accounts = NewAccount.list(MANY);
  private final List<NewAccount> withDuplicates = NewAccount.listWithDuplicates(MANY);
  private int next;

  /** Before an iteration. */
  @Setup(Level.Iteration)
  public void shrink() throws SQLException {
    table.truncate();
  }

  /** Before an invocation. */
  @Setup(Level.Invocation)
  public void empty() throws SQLException {
    table.deleteRows();
  }

  List<NewAccount> many() {
    return accounts;
  }

  List<NewAccount> manyWithDuplicates() {
    return withDuplicates;
  }

  /** Others than in the last invocations, so that no index finds only what was deleted. */
  List<NewAccount> nextBlock() {
    next = next + BLOCK == MANY ? 0 : next + BLOCK;
    return accounts.subList(next, next + BLOCK);
  }
}
