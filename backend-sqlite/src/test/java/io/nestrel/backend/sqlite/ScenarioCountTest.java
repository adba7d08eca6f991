// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class ScenarioCountTest {
  @Test
  void scenarios_that_pass_fail_and_are_skipped_are_counted_for_their_database() {
    assertThat(outputOfRunning(CountedScenarios.Mixed.class, CountedScenarios.None.class))
        .matches("SQLite 3\\.\\S+: 2 scenarios passed, 1 failed, 3 skipped\\R");
  }

  @Test
  void scenarios_without_a_database_are_counted_for_their_class() {
    assertThat(outputOfRunning(CountedScenarios.Unreachable.class))
        .isEqualToIgnoringNewLines(
            "Unknown database of CountedScenarios$Unreachable: 0 scenarios passed, 1 failed, 0 skipped");
  }

  @Test
  void what_is_special_about_the_run_is_told() {
    System.setProperty("nestrel.scenarios", "on a Sunday");
    try {
      assertThat(outputOfRunning(CountedScenarios.Mixed.class))
          .matches("SQLite 3\\.\\S+, on a Sunday: 2 scenarios passed, 1 failed, 3 skipped\\R");
    } finally {
      System.clearProperty("nestrel.scenarios");
    }
  }

  private static String outputOfRunning(Class<?>... classes) {
    var request = LauncherDiscoveryRequestBuilder.request();
    for (Class<?> testClass : classes) {
      request.selectors(selectClass(testClass));
    }
    request.filters(EngineFilter.includeEngines("junit-jupiter"));
    PrintStream console = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      LauncherFactory.create().execute(request.build());
    } finally {
      System.setOut(console);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
