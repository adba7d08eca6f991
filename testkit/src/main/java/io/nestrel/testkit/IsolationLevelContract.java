// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.dialect.Feature;
import io.nestrel.error.IsolationLevelException;
import io.nestrel.error.TransactionException;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.TransactionOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of the isolation level, and what scopes may ask for. */
public interface IsolationLevelContract extends Contract {

  private static TransactionOptions at(IsolationLevel level) {
    return TransactionOptions.defaults().isolation(level);
  }

  /** Those that the database has, weakest first. */
  private List<IsolationLevel> levels() {
    return Arrays.stream(IsolationLevel.values())
        .filter(level -> backend().dialect().supports(Feature.valueOf(level.name())))
        .toList();
  }

  private IsolationLevel level() {
    return manager().isolationLevel();
  }

  @Test
  default void the_level_asked_for_is_given_or_the_next_stronger_one_and_told_as_it_is() {
    for (IsolationLevel asked : IsolationLevel.values()) {
      IsolationLevel given =
          levels().stream().filter(level -> level.compareTo(asked) >= 0).findFirst().orElseThrow();
      backend()
          .transaction(
              at(asked),
              () -> {
                assertThat(level()).isEqualTo(given);
                backend().execute("DELETE FROM entry");
                assertThat(level()).isEqualTo(given);
                backend().transaction(() -> assertThat(level()).isEqualTo(given));
                backend().transaction(at(asked), this::ids);
                backend().transaction(at(given), this::ids);
              });
    }
  }

  @Test
  default void without_an_option_it_is_the_default_at_every_moment() {
    IsolationLevel usual = level();
    assertThat(levels()).contains(usual);
    manager().begin();
    assertThat(level()).as("nothing sent").isEqualTo(usual);
    manager().begin();
    insert(1);
    assertThat(level()).as("begun").isEqualTo(usual);
    manager().rollback();
    assertThat(level()).as("rolled back to the start").isEqualTo(usual);
    backend().useConnection(connection -> assertThat(level()).as("in raw").isEqualTo(usual));
    manager().begin(at(usual));
    insert(2);
    assertThat(level()).as("nested").isEqualTo(usual);
    manager().commit();
    manager().commit();
    assertThat(level()).as("over").isEqualTo(usual);
  }

  @Test
  default void the_next_transaction_has_the_default_again() {
    IsolationLevel usual = level();
    for (IsolationLevel asked : IsolationLevel.values()) {
      backend().transaction(at(asked), this::ids);
      manager().begin(at(asked));
      ids();
      manager().rollback();
      assertThat(level()).isEqualTo(usual);
      backend()
          .transaction(
              () -> {
                ids();
                assertThat(level()).isEqualTo(usual);
              });
    }
  }

  @Test
  default void a_scope_inside_that_asks_for_another_level_is_refused_and_nothing_is_lost() {
    IsolationLevel strongest = IsolationLevel.SERIALIZABLE;
    backend()
        .transaction(
            at(strongest),
            () -> {
              insert(1);
              for (IsolationLevel other : levels()) {
                if (other != strongest) {
                  assertThatThrownBy(() -> backend().transaction(at(other), this::ids))
                      .isInstanceOf(IsolationLevelException.class);
                }
              }
              insert(2);
            });
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  default void in_a_doomed_transaction_a_level_that_was_asked_for_is_still_told() {
    manager().begin(at(IsolationLevel.SERIALIZABLE).timeout(Duration.ofNanos(1)));
    assertThatThrownBy(() -> insert(1)).isInstanceOf(TransactionException.class);
    assertThat(level()).isEqualTo(IsolationLevel.SERIALIZABLE);
    manager().rollback();
    manager().begin(TransactionOptions.defaults().timeout(Duration.ofNanos(1)));
    assertThatThrownBy(() -> insert(1)).isInstanceOf(TransactionException.class);
    assertThatThrownBy(this::level).isInstanceOf(TransactionException.class);
    manager().rollback();
    assertThat(ids()).isEmpty();
  }
}
