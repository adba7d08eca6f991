// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.TestDatabase;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * No tests of anything: fixtures that pass, fail and are skipped, so that {@link ScenarioCountTest}
 * has each to count. It alone runs them; no build finds them by their name.
 */
final class CountedScenarios {
  private static final String SKIPPED =
      "a fixture that only ScenarioCountTest runs, to see that it is counted as skipped";

  private CountedScenarios() {}

  /** Those of it that are disabled stand for scenarios that a build skips; none hides a fault. */
  static class Mixed extends ContractTest {
    @Override
    protected TestDatabase newDatabase() {
      return SqliteDatabase.inMemory();
    }

    @Test
    void passes() {}

    @Test
    void fails() {
      throw new AssertionError("on purpose");
    }

    @Test
    @Disabled(SKIPPED)
    void is_skipped() {}

    @Nested
    class Inner {
      @Test
      void passes() {}
    }

    @Nested
    @Disabled(SKIPPED)
    class SkippedAsAWhole {
      @Test
      void is_skipped() {}

      @Test
      void is_skipped_too() {}
    }
  }

  static class Unreachable extends ContractTest {
    @Override
    protected TestDatabase newDatabase() {
      throw new IllegalStateException("on purpose");
    }

    @Test
    void fails() {}
  }

  static class None {
    @Test
    void passes() {}
  }
}
