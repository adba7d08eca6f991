// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.nestrel.benchmarks.contender.Contenders;
import io.nestrel.benchmarks.database.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** The times as ratios to hand-written JDBC, a panel for each database, as SVG. */
final class Chart {
  private static final int WIDTH = 1_200;
  private static final int HEIGHT = 400;

  /** Longer bars are cut off, else they would leave no room for the others; the tables have all. */
  private static final double HIGHEST = 6;

  private Chart() {}

  static void write(Path file, List<Measurement> measurements) throws IOException {
    List<CategoryChart> panels = new ArrayList<>();
    for (Target target : Target.values()) {
      Results results = Results.of(target, measurements);
      List<Operation> operations =
          Arrays.stream(Operation.values())
              .filter(operation -> results.find(operation, Contenders.JDBC).isPresent())
              .toList();
      if (!operations.isEmpty()) {
        panels.add(panel(target, results, operations));
      }
    }
    write(file, panels.toArray(new CategoryChart[0]));
  }

  private static CategoryChart panel(Target target, Results results, List<Operation> operations) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(target.title() + ": time against hand-written JDBC")
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(HIGHEST);
    chart.getStyler().setYAxisDecimalPattern("0.#");
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setXAxisMaxLabelCount(Operation.values().length);
    List<String> titles = operations.stream().map(Operation::title).toList();
    for (Contenders contender : Contenders.values()) {
      chart.addSeries(
          contender.title(),
          titles,
          operations.stream().map(operation -> height(results, operation, contender)).toList());
    }
    return chart;
  }

  private static double height(Results results, Operation operation, Contenders contender) {
    return results
        .find(operation, contender)
        .map(found -> results.ratio(found, Measurement::nanos).orElse(1.0))
        .map(ratio -> Math.min(ratio, HIGHEST))
        .orElse(0.0);
  }

  private static void write(Path file, CategoryChart... panels) throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    for (CategoryChart panel : panels) {
      panel.paint(graphics, WIDTH, HEIGHT);
      graphics.translate(0, HEIGHT);
    }
    try (OutputStream output = Files.newOutputStream(file)) {
      Processors.get("svg")
          .getDocument(graphics.getCommands(), new PageSize(WIDTH, (double) HEIGHT * panels.length))
          .writeTo(output);
    }
  }
}
