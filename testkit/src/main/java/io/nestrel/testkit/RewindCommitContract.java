// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.TransactionException;
import io.nestrel.testkit.Keepsake.Look;
import io.nestrel.transaction.Transaction;
import org.junit.jupiter.api.Test;

/** COMMIT fails on a database that checks something only then. */
public interface RewindCommitContract extends KeepsakeContract {

  /** Does in the running transaction what its COMMIT will be refused for. */
  void spoilCommit();

  @Test
  default void records_are_back_once_the_scope_whose_commit_failed_is_rolled_back() {
    Keepsake record = saved("r").stock(1);
    Keepsake fresh = new Keepsake("fresh");
    Look before = record.look();
    Look freshBefore = fresh.look();
    Transaction tx = manager().begin();
    record.save();
    backend().transaction(() -> keepsakes().save(fresh));
    spoilCommit();
    assertThatThrownBy(tx::commit).isInstanceOf(TransactionException.class);
    assertThat(tx.isActive()).isTrue();
    assertThat(record.isChanged() || fresh.isNew()).isFalse();
    tx.rollback();
    assertThat(record.look()).isEqualTo(before);
    assertThat(fresh.look()).isEqualTo(freshBefore);
    record.save();
    keepsakes().save(fresh);
    assertThat(row(record).look()).isEqualTo(record.look());
    assertThat(row(fresh).look()).isEqualTo(fresh.look());
  }

  @Test
  default void work_whose_commit_fails_has_its_records_back() {
    Keepsake record = saved("r");
    Look before = record.look();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  backend()
                      .transaction(
                          () -> {
                            record.stock(1).save();
                            spoilCommit();
                            record.stock(2);
                          }))
          .isInstanceOf(TransactionException.class);
      assertThat(record.look()).isEqualTo(before);
    }
    backend().transaction(() -> record.stock(3).save());
    assertThat(row(record).look()).isEqualTo(record.look());
  }
}
