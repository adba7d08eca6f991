// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.nestrel.benchmarks.contender.Contenders;
import io.nestrel.benchmarks.database.Target;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;

/**
 * The times as ratios to hand-written JDBC, as SVG: a panel for each database, and one for those
 * where one operation alone was measured.
 */
final class Chart {
  private static final int WIDTH = 1_200;
  private static final int HEIGHT = 320;

  /** Longer bars are cut off, else they would leave no room for the others; the tables have all. */
  private static final double HIGHEST = 4;

  /** Nestrel's stands out. */
  private static final Color[] COLORS = {
    new Color(0x44546A),
    new Color(0xD9480F),
    new Color(0xA5B4C8),
    new Color(0xB7CBA6),
    new Color(0xD7C7A0),
    new Color(0xC3B3D3),
    new Color(0x9CC4C4)
  };

  private static final Pattern DIGITS = Pattern.compile("(\\d\\.\\d\\d)\\d+");

  /** A group of bars. */
  private record Group(String title, Operation operation, Results results) {}

  private Chart() {}

  static void write(Path file, List<Measurement> measurements) throws IOException {
    List<CategoryChart> panels = new ArrayList<>();
    List<Group> single = new ArrayList<>();
    for (Target target : Target.values()) {
      Results results = Results.of(target, measurements);
      List<Operation> operations =
          Arrays.stream(Operation.values())
              .filter(operation -> results.find(operation, Contenders.JDBC).isPresent())
              .toList();
      if (operations.size() == 1) {
        single.add(new Group(target.title(), operations.get(0), results));
      } else if (!operations.isEmpty()) {
        panels.add(
            panel(
                target.title(),
                operations.stream().map(o -> new Group(o.label(), o, results)).toList()));
      }
    }
    if (!single.isEmpty()) {
      String titles =
          single.stream()
              .map(group -> group.operation().title())
              .distinct()
              .collect(Collectors.joining(", "));
      panels.add(panel("Elsewhere, " + titles, single));
    }
    write(file, panels.toArray(new CategoryChart[0]));
  }

  private static CategoryChart panel(String title, List<Group> groups) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title + ": time against hand-written JDBC")
            .build();
    CategoryStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setSeriesColors(COLORS);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setYAxisMin(0.0);
    styler.setYAxisMax(HIGHEST);
    styler.setYAxisDecimalPattern("0.#");
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setXAxisMaxLabelCount(Math.max(2, groups.size())); // it refuses one
    List<String> titles = groups.stream().map(Group::title).toList();
    for (Contenders contender : Contenders.values()) {
      chart.addSeries(
          contender.title(),
          titles,
          groups.stream().map(group -> height(group, contender)).toList());
    }
    return chart;
  }

  private static double height(Group group, Contenders contender) {
    Results results = group.results();
    return results
        .find(group.operation(), contender)
        .map(found -> results.ratio(found, Measurement::nanos).orElse(1.0))
        .map(ratio -> Math.min(ratio, HIGHEST))
        .orElse(0.0);
  }

  /** The library writes letters as outlines, with more digits than can be seen. */
  private static void write(Path file, CategoryChart... panels) throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    for (CategoryChart panel : panels) {
      panel.paint(graphics, WIDTH, HEIGHT);
      graphics.translate(0, HEIGHT);
    }
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    Processors.get("svg")
        .getDocument(graphics.getCommands(), new PageSize(WIDTH, (double) HEIGHT * panels.length))
        .writeTo(svg);
    Files.writeString(file, DIGITS.matcher(svg.toString(StandardCharsets.UTF_8)).replaceAll("$1"));
  }
}
