// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.error.NestrelException;
import io.nestrel.transaction.BeginMode;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.RetryPolicy;
import io.nestrel.transaction.TransactionOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent for each option of a transaction, word for word. */
public abstract class BeginContract extends RecordedTest {
  private static final String READ = "SELECT id FROM entry";

  protected BeginContract() {
    super("", false);
  }

  /** What is known to be sent, a line for each combination of options. */
  protected abstract String beginnings();

  @Test
  final void each_option_is_sent_in_the_words_of_the_database_and_put_back() {
    List<String> lines = new ArrayList<>();
    options().forEach((name, options) -> lines.add(name + ": " + sentFor(options)));
    assertThat(String.join("\n", lines) + "\n").isEqualTo(beginnings());
    assertThat(recording().open()).isZero();
  }

  private String sentFor(TransactionOptions options) {
    recording().clear();
    try {
      backend().transaction(options, () -> backend().query(READ, Integer.class));
    } catch (NestrelException e) {
      assertThat(recording().sent()).as("sent for what was refused").isEmpty();
      return e.getClass().getSimpleName();
    }
    assertThat(recording().sent()).contains(READ);
    return String.join("; ", recording().sent()).replace(READ, "…");
  }

  private static Map<String, TransactionOptions> options() {
    Map<String, TransactionOptions> all = new LinkedHashMap<>();
    TransactionOptions none = TransactionOptions.defaults();
    all.put("none", none);
    all.put("read-only", none.readOnly(true));
    for (IsolationLevel level : IsolationLevel.values()) {
      all.put(level.name(), none.isolation(level));
      all.put(level + ", read-only", none.isolation(level).readOnly(true));
    }
    TransactionOptions serializable = none.isolation(IsolationLevel.SERIALIZABLE);
    all.put("SERIALIZABLE, read-only, deferrable", serializable.readOnly(true).deferrable(true));
    all.put("SERIALIZABLE, deferrable", serializable.deferrable(true));
    all.put("read-only, deferrable", none.readOnly(true).deferrable(true));
    for (BeginMode mode : BeginMode.values()) {
      all.put(mode.name(), none.beginMode(mode));
      all.put(mode + ", read-only", none.beginMode(mode).readOnly(true));
    }
    return all;
  }

  @Test
  final void a_transaction_that_begins_again_after_its_start_was_rolled_back_to_begins_alike() {
    TransactionOptions options =
        TransactionOptions.defaults().isolation(IsolationLevel.SERIALIZABLE).readOnly(true);
    manager().begin(options);
    manager().begin();
    backend().query(READ, Integer.class);
    List<String> first = recording().sent();
    manager().rollback();
    recording().clear();
    backend().query(READ, Integer.class);
    List<String> again = recording().sent();
    assertThat(manager().isolationLevel()).isEqualTo(IsolationLevel.SERIALIZABLE);
    manager().commit();
    assertThat(again).isEqualTo(first);
  }

  @Test
  final void a_transaction_that_runs_again_begins_alike() {
    TransactionOptions options =
        TransactionOptions.defaults().isolation(IsolationLevel.SERIALIZABLE).readOnly(true);
    List<List<String>> attempts = new ArrayList<>();
    backend()
        .transaction(
            options.retry(RetryPolicy.attempts(3).when(IllegalStateException.class::isInstance)),
            () -> {
              recording().clear();
              backend().query(READ, Integer.class);
              attempts.add(recording().sent());
              if (attempts.size() < 3) {
                throw new IllegalStateException("again");
              }
            });
    assertThat(attempts).hasSize(3).containsOnly(attempts.get(0));
    recording().clear();
    insert(1);
    assertThat(recording().words()).containsExactly("INSERT");
  }
}
