// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.IsolationLevelException;
import io.nestrel.error.TransactionException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a scope inside a transaction may ask for: what its transaction has, and nothing else. */
class ScopeOptionsTest extends ScriptedTransactions {
  private static final TransactionOptions OUTER =
      TransactionOptions.defaults()
          .isolation(IsolationLevel.SERIALIZABLE)
          .readOnly(true)
          .deferrable(true)
          .beginMode(BeginMode.DEFERRED)
          .timeout(Duration.ofMinutes(1));

  private void refused(TransactionOptions options, Class<? extends TransactionException> type) {
    for (Propagation propagation :
        new Propagation[] {Propagation.NESTED, Propagation.REQUIRED, Propagation.MANDATORY}) {
      TransactionOptions asked = options.propagation(propagation);
      assertThatThrownBy(() -> backend.transaction(asked, this::delete))
          .as(asked.toString())
          .isInstanceOf(type);
      if (!asked.toString().contains("retry")) {
        assertThatThrownBy(() -> manager.begin(asked)).as(asked.toString()).isInstanceOf(type);
      }
      assertThat(manager.level()).isEqualTo(1);
      assertThat(manager.status()).isEqualTo(TransactionStatus.ACTIVE);
    }
  }

  private void accepted(TransactionOptions options) {
    for (Propagation propagation :
        new Propagation[] {Propagation.NESTED, Propagation.REQUIRED, Propagation.MANDATORY}) {
      backend.transaction(options.propagation(propagation), this::delete);
      manager.begin(options.propagation(propagation)).commit();
    }
  }

  @Test
  void something_else_is_refused_and_the_transaction_goes_on() {
    backend.transaction(
        OUTER,
        () -> {
          TransactionOptions none = TransactionOptions.defaults();
          refused(none.isolation(IsolationLevel.READ_COMMITTED), IsolationLevelException.class);
          refused(none.readOnly(false), TransactionException.class);
          refused(none.deferrable(false), TransactionException.class);
          refused(none.beginMode(BeginMode.EXCLUSIVE), TransactionException.class);
          refused(none.timeout(Duration.ofMinutes(2)), TransactionException.class);
          refused(none.timeout(Duration.ofSeconds(1)), TransactionException.class);
          refused(none.retry(3), TransactionException.class);
          refused(none.retry(1), TransactionException.class);
        });
    assertUsableAfterwards();
  }

  @Test
  void something_that_the_transaction_was_not_asked_for_is_refused() {
    backend.transaction(
        () -> {
          TransactionOptions none = TransactionOptions.defaults();
          refused(none.isolation(IsolationLevel.SERIALIZABLE), IsolationLevelException.class);
          refused(none.readOnly(true), TransactionException.class);
          refused(none.deferrable(true), TransactionException.class);
          refused(none.beginMode(BeginMode.EXCLUSIVE), TransactionException.class);
          refused(none.timeout(Duration.ofMinutes(2)), TransactionException.class);
        });
    assertUsableAfterwards();
  }

  @Test
  void the_same_is_accepted_one_by_one_and_together() {
    backend.transaction(
        OUTER,
        () -> {
          accepted(OUTER);
          TransactionOptions none = TransactionOptions.defaults();
          accepted(none.isolation(IsolationLevel.SERIALIZABLE));
          accepted(none.readOnly(true));
          accepted(none.deferrable(true));
          accepted(none.beginMode(BeginMode.DEFERRED));
          accepted(none.timeout(Duration.ofSeconds(60)));
        });
    assertUsableAfterwards();
  }

  @Test
  void an_unset_option_and_a_name_ask_for_nothing() {
    backend.transaction(OUTER, () -> accepted(TransactionOptions.defaults().name("inner")));
    assertUsableAfterwards();
  }

  @Test
  void the_default_level_of_the_server_is_the_same_as_one_not_asked_for() {
    backend.transaction(
        () -> {
          accepted(TransactionOptions.defaults().isolation(IsolationLevel.READ_COMMITTED));
          delete();
          accepted(TransactionOptions.defaults().isolation(IsolationLevel.READ_COMMITTED));
        });
    assertUsableAfterwards();
  }

  @Test
  void requires_new_may_ask_for_anything() {
    backend.transaction(
        OUTER,
        () -> {
          delete();
          backend.transaction(
              TransactionOptions.defaults()
                  .propagation(Propagation.REQUIRES_NEW)
                  .isolation(IsolationLevel.READ_COMMITTED)
                  .retry(2),
              this::delete);
        });
    assertThat(database.take())
        .containsExactly(
            "SET ISOLATION SERIALIZABLE",
            "SET READ ONLY",
            "BEGIN DEFERRED",
            "DELETE",
            "SET ISOLATION READ COMMITTED",
            "BEGIN",
            "DELETE",
            "COMMIT",
            "COMMIT",
            "SET READ WRITE");
  }

  @ParameterizedTest
  @EnumSource
  void a_scope_ended_by_hand_cannot_be_retried(Propagation propagation) {
    TransactionOptions retried = TransactionOptions.defaults().propagation(propagation).retry(2);
    assertThatThrownBy(() -> manager.begin(retried)).isInstanceOf(TransactionException.class);
    assertThatThrownBy(() -> backend.beginTransaction(retried))
        .isInstanceOf(TransactionException.class);
    assertThat(manager.isActive()).isFalse();
  }

  @Test
  void options_are_immutable_and_tell_what_is_set() {
    TransactionOptions none = TransactionOptions.defaults();
    Stream.of(
            none.isolation(IsolationLevel.SERIALIZABLE),
            none.readOnly(true),
            none.retry(3),
            none.timeout(Duration.ofSeconds(3)),
            none.name("batch"),
            none.propagation(Propagation.REQUIRED))
        .forEach(
            changed ->
                assertThat(changed.toString()).isNotEqualTo(TransactionOptions.defaults() + ""));
    assertThat(none).hasToString("TransactionOptions[]");
    assertThat(none.name("batch").readOnly(false).timeout(Duration.ofSeconds(3)))
        .hasToString("TransactionOptions[name=batch, readOnly=false, timeout=PT3S]");
    assertThat(none.propagation(Propagation.REQUIRED).retry(2).toString())
        .contains("propagation=REQUIRED", "retry=2 attempts");
  }

  @Test
  void a_timeout_has_to_be_positive() {
    for (Duration timeout : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertThatThrownBy(() -> TransactionOptions.defaults().timeout(timeout))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
