// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints at the end of a test run how many scenarios each database has passed: all tests of {@link
 * ContractTest}s. Where the system property {@code nestrel.scenarios} says what is special about
 * the run, that is printed too. JUnit finds it by itself. Thread-safe.
 */
public final class ScenarioCount implements TestExecutionListener {
  /** What a scenario reports its database's name and version under. */
  static final String DATABASE = "database";

  private final List<Scenario> scenarios = Collections.synchronizedList(new ArrayList<>());

  /** Of each test that has told it, and of what it lies below: of those the last one. */
  private final Map<TestIdentifier, String> databases =
      Collections.synchronizedMap(new HashMap<>());

  private volatile @Nullable TestPlan plan;

  private enum Ending {
    PASSED,
    FAILED,
    SKIPPED
  }

  private record Scenario(TestIdentifier test, Ending ending) {}

  /** For JUnit. */
  public ScenarioCount() {}

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
    scenarios.clear();
    databases.clear();
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    String database = entry.getKeyValuePairs().get(DATABASE);
    if (database != null && isScenario(test)) {
      withParents(test).forEach(place -> databases.put(place, database));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier skipped, String reason) {
    count(skipped, Ending.SKIPPED);
    plan().getDescendants(skipped).forEach(test -> count(test, Ending.SKIPPED));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    count(
        test,
        switch (result.getStatus()) {
          case SUCCESSFUL -> Ending.PASSED;
          case FAILED -> Ending.FAILED;
          case ABORTED -> Ending.SKIPPED;
        });
  }

  @Override
  public void testPlanExecutionFinished(TestPlan finished) {
    String special = System.getProperty("nestrel.scenarios");
    SortedMap<String, Map<Ending, Integer>> counts = new TreeMap<>();
    for (Scenario scenario : scenarios) {
      counts
          .computeIfAbsent(database(scenario.test()), database -> new EnumMap<>(Ending.class))
          .merge(scenario.ending(), 1, Integer::sum);
    }
    counts.forEach(
        (database, count) ->
            System.out.printf(
                "%s%s: %d scenarios passed, %d failed, %d skipped%n",
                database,
                special == null ? "" : ", " + special,
                count.getOrDefault(Ending.PASSED, 0),
                count.getOrDefault(Ending.FAILED, 0),
                count.getOrDefault(Ending.SKIPPED, 0)));
  }

  private void count(TestIdentifier test, Ending ending) {
    if (test.isTest() && isScenario(test)) {
      scenarios.add(new Scenario(test, ending));
    }
  }

  /** Whether it is a {@link ContractTest} or lies below one. */
  private boolean isScenario(TestIdentifier test) {
    if (test.getSource().orElse(null) instanceof ClassSource source
        && ContractTest.class.isAssignableFrom(source.getJavaClass())) {
      return true;
    }
    return plan().getParent(test).map(this::isScenario).orElse(false);
  }

  /** As the test has told, or else those beside it. */
  private String database(TestIdentifier test) {
    List<TestIdentifier> places = withParents(test);
    return places.stream()
        .map(databases::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> "Unknown database of " + places.get(places.size() - 1).getDisplayName());
  }

  /** The test and what it lies below, up to the outermost class, right below the engine. */
  private List<TestIdentifier> withParents(TestIdentifier test) {
    List<TestIdentifier> places = new ArrayList<>();
    TestIdentifier place = test;
    while (plan().getParent(place).isPresent()) {
      places.add(place);
      place = plan().getParent(place).get();
    }
    return places;
  }

  private TestPlan plan() {
    TestPlan started = plan;
    if (started == null) {
      throw new IllegalStateException("no test plan has been started");
    }
    return started;
  }
}
