// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.benchmarks.contender.Contenders;
import io.nestrel.benchmarks.database.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceDocumentTest {
  private static Measurement find(Target target, Contenders contender, double nanos) {
    return measured(target, Operation.FIND, contender, nanos);
  }

  private static Measurement measured(
      Target target, Operation operation, Contenders contender, double nanos) {
    return new Measurement(target, operation, contender, nanos, 1, nanos / 2, 2 * nanos);
  }

  @Test
  void cells_have_the_figure_and_its_ratio_to_hand_written_jdbc(@TempDir Path folder)
      throws IOException {
    PerformanceDocument document =
        new PerformanceDocument(new Environment("run it", Map.of("PostgreSQL", "99")));
    document.operations(
        folder,
        List.of(
            find(Target.SQLITE, Contenders.JDBC, 2_000),
            find(Target.SQLITE, Contenders.NESTREL, 2_200),
            measured(Target.SQLITE, Operation.INSERT, Contenders.JDBC, 3_000),
            find(Target.POSTGRES, Contenders.JDBC, 30_000),
            find(Target.POSTGRES, Contenders.SPRING, 600_000)));
    document.write(folder);

    assertThat(folder.resolve("performance.md"))
        .content()
        .contains("| command | `run it` |", "PostgreSQL 99", "jOOQ 3.")
        .contains("| find by id | 2.00 µs | 2.20 µs, **1.10** |  |")
        .contains("| find by id | 1.00 µs | 1.10 µs, **1.10** |  |")
        .contains("| find by id | 4.00 kB | 4.40 kB, **1.10** |  |")
        .contains("| find by id | 30.0 µs |  |  |  |  |  | 600 µs, 20 |")
        .doesNotContain("load 1,000 |", "${");
    assertThat(folder.resolve("performance.svg"))
        .content()
        // A panel for SQLite, and one for databases with one operation; texts are outlines.
        .contains("<svg", "height=\"640px\"", "<path");
  }

  @Test
  void figures_have_three_digits_and_a_unit() {
    assertThat(Figures.nanos(0.5)).isEqualTo("0.50 ns");
    assertThat(Figures.nanos(1_234)).isEqualTo("1.23 µs");
    assertThat(Figures.nanos(99.96e6)).isEqualTo("100 ms");
    assertThat(Figures.nanos(2.5e9)).isEqualTo("2.50 s");
    assertThat(Figures.bytes(12_340_000)).isEqualTo("12.3 MB");
    assertThat(Figures.bytes(Double.NaN)).isEqualTo("?");
  }
}
