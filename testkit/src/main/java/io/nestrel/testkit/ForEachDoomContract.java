// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nestrel.backend.ForEachOptions;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.testkit.Keepsake.Look;
import io.nestrel.transaction.TransactionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The transaction is lost in the middle of work in pieces. */
public interface ForEachDoomContract extends KeepsakeContract {

  /**
   * Has the running transaction lost by itself, which fails with the exception that this throws.
   * The table {@code entry} holds a row 1.
   */
  void loseTransaction();

  @Test
  default void work_in_pieces_stops_keeps_what_was_confirmed_and_is_resumed_there() {
    Keepsake record = saved("r");
    List<Integer> items = List.of(10, 11, 1, 12);
    ForEachOptions pairs = ForEachOptions.defaults().commitEvery(2);
    ForEachStoppedException stopped =
        catchThrowableOfType(
            ForEachStoppedException.class,
            () ->
                backend()
                    .forEach(
                        items,
                        pairs,
                        item -> {
                          insert(item);
                          record.stock(item).save();
                          if (item == 12) {
                            loseTransaction();
                          }
                        }));
    assertThat(stopped.position()).isEqualTo(2);
    assertThat(stopped).hasCauseInstanceOf(DatabaseException.class);
    assertThat(status()).isEqualTo(TransactionStatus.NONE);
    assertThat(record.stock()).isEqualTo(11);
    assertThat(ids()).containsExactly(10, 11);
    assertThat(backend().forEach(items, pairs.startAt(stopped.position()), this::insert).position())
        .isEqualTo(4);
    assertThat(ids()).containsExactly(1, 10, 11, 12);
  }

  @Test
  default void work_in_pieces_inside_a_lost_transaction_stops_and_that_stays_lost() {
    Keepsake record = saved("r");
    Look before = record.look();
    manager().begin();
    insert(1);
    assertThatThrownBy(
            () ->
                backend()
                    .forEach(
                        List.of(2, 3, 4),
                        item -> {
                          record.stock(item).save();
                          if (item == 3) {
                            loseTransaction();
                          }
                        }))
        .isInstanceOf(ForEachStoppedException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertThat(status()).isEqualTo(TransactionStatus.DOOMED);
    assertThatThrownBy(() -> manager().commit()).isInstanceOf(TransactionDoomedException.class);
    manager().rollback();
    assertThat(record.look()).isEqualTo(before);
    assertThat(ids()).isEmpty();
  }
}
