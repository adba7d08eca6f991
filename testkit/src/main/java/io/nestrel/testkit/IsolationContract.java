// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.dialect.Feature;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.transaction.BeginMode;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.TransactionOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which anomalies each isolation level of a database allows. */
public abstract class IsolationContract extends ContractTest {
  private @Nullable Backend other;

  protected IsolationContract() {}

  /** The table that the database is known to give, a line for each level. */
  protected abstract String anomalies();

  @Override
  protected final Backend open(TestDatabase fresh) {
    return Backend.of(fresh.dataSource());
  }

  @BeforeEach
  final void openOther() {
    other = Backend.of(database().dataSource());
    TwoAccounts.create(backend());
  }

  @AfterEach
  final void closeOther() {
    requireNonNull(other).close();
  }

  @Test
  final void each_level_forbids_the_anomalies_that_it_is_known_to_forbid() {
    List<String> lines = new ArrayList<>();
    lines.add(line("", Stream.of(Anomaly.values())));
    settings().forEach((name, options) -> lines.add(line(name, verdicts(options))));
    String table = String.join("\n", lines) + "\n";
    System.out.printf(
        "%s %s, anomalies:%n%s", backend().dialect().name(), backend().dialect().version(), table);
    assertThat(table).isEqualTo(anomalies());
  }

  @Test
  final void a_row_that_is_read_for_update_is_nobody_elses_until_the_transaction_ends() {
    Model<Widget> widgets = Widget.WIDGETS.on(backend());
    Backend there = requireNonNull(other);
    String change = "UPDATE widgets SET stock = 1 WHERE name = 'a'";
    widgets.saveAll(List.of(new Widget("a"), new Widget("b")));
    backend()
        .transaction(
            () -> {
              Widget found = widgets.where("name = ?", "a").orderBy("id").forUpdate().one();
              assertThat(found.name()).isEqualTo("a");
              assertThatThrownBy(() -> there.execute(change))
                  .isInstanceOf(LockTimeoutException.class);
            });
    assertThat(there.execute(change)).isEqualTo(1);
  }

  private Stream<Anomaly.Verdict> verdicts(TransactionOptions options) {
    TwoAccounts one = new TwoAccounts(backend(), options);
    TwoAccounts two = new TwoAccounts(requireNonNull(other), options);
    return Stream.of(Anomaly.values()).map(anomaly -> anomaly.play(one, two));
  }

  /** The levels that the database has, and other ways to begin. */
  private Map<String, TransactionOptions> settings() {
    Map<String, TransactionOptions> settings = new LinkedHashMap<>();
    for (IsolationLevel level : IsolationLevel.values()) {
      TransactionOptions options = TransactionOptions.defaults().isolation(level);
      if (backend().dialect().supports(Feature.valueOf(level.name()))) {
        settings.put(words(level), options);
      }
    }
    if (backend().dialect().supports(Feature.BEGIN_MODES)) {
      settings.put("begun deferred", TransactionOptions.defaults().beginMode(BeginMode.DEFERRED));
    }
    return settings;
  }

  private static String line(String name, Stream<? extends Enum<?>> cells) {
    return Stream.concat(Stream.of(name), cells.map(IsolationContract::words))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String words(Enum<?> constant) {
    return constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
