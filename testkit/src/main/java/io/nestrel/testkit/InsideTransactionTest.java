// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.transaction.TransactionStatus;

/**
 * Runs its scenarios inside a transaction that is open already, and rolls that back: whatever they
 * committed must be gone. Its transaction has sent a statement or not, as it is told.
 */
public abstract class InsideTransactionTest extends ContractTest {
  private final boolean started;

  /**
   * @param started whether the transaction around has sent a statement, so that the scenario's
   *     scope has a savepoint; otherwise it shares the transaction's start
   */
  protected InsideTransactionTest(boolean started) {
    this.started = started;
  }

  @Override
  protected final void before() {
    manager().begin();
    if (started) {
      assertThat(ids()).isEmpty();
    }
  }

  @Override
  protected final void after() {
    assertThat(status()).isEqualTo(TransactionStatus.ACTIVE);
    manager().rollback();
    assertThat(ids()).as("rows after the rollback of the transaction around").isEmpty();
  }

  @Override
  public final int baseLevel() {
    return 1;
  }

  /** The scenario's own scope is nested here and has the first name. */
  @Override
  public final String name(int n) {
    return "SP_" + (n + 1);
  }

  @Override
  public final int namesAround() {
    return started ? 1 : 0;
  }
}
