// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.ContractTest;
import io.nestrel.testkit.TestDatabase;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@link ScenarioCountTest} runs; no build finds it by its name. */
final class CountedScenarios {
  private CountedScenarios() {}

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
    @Disabled("on purpose")
    void is_skipped() {}

    @Nested
    class Inner {
      @Test
      void passes() {}
    }

    @Nested
    @Disabled("on purpose")
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
