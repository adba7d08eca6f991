// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import io.nestrel.benchmarks.contender.Contenders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** One measure of all operations on a database, as a table in Markdown. */
final class Table {
  private final Results results;
  private final ToDoubleFunction<Measurement> measure;
  private final DoubleFunction<String> unit;

  /**
   * @param results of one database
   */
  Table(Results results, ToDoubleFunction<Measurement> measure, DoubleFunction<String> unit) {
    this.results = results;
    this.measure = measure;
    this.unit = unit;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("operation"));
    for (Contenders contender : Contenders.values()) {
      head.add(contender.title());
    }
    lines.add(line(head));
    lines.add(line(Collections.nCopies(head.size(), "---")));
    for (Operation operation : Operation.values()) {
      List<String> cells = new ArrayList<>(List.of(operation.title()));
      Arrays.stream(Contenders.values()).map(c -> cell(operation, c)).forEach(cells::add);
      if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
        lines.add(line(cells));
      }
    }
    return String.join("\n", lines);
  }

  private String cell(Operation operation, Contenders contender) {
    return results
        .find(operation, contender)
        .map(
            found ->
                unit.apply(measure.applyAsDouble(found))
                    + results.ratio(found, measure).map(r -> ", " + bold(r, contender)).orElse(""))
        .orElse("");
  }

  private static String bold(double ratio, Contenders contender) {
    String text = Figures.ratio(ratio);
    return contender == Contenders.NESTREL ? "**" + text + "**" : text;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
