// SPDX-License-Identifier: Apache-2.0
/** The contract that each backend passes; a backend's tests extend {@code BackendContract}. */
// AssertJ names its module in its manifest only; it appears in no signature here.
@SuppressWarnings("requires-automatic")
module io.nestrel.testkit {
  requires transitive io.nestrel.core;
  requires transitive net.jqwik.api;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.platform.launcher;
  requires org.assertj.core;

  exports io.nestrel.testkit;

  // JUnit and jqwik call the scenarios, Nestrel fills the records.
  opens io.nestrel.testkit;

  uses io.nestrel.backend.BackendProvider;

  provides io.nestrel.backend.BackendProvider with
      io.nestrel.testkit.PlainProvider;
  provides org.junit.platform.launcher.TestExecutionListener with
      io.nestrel.testkit.ScenarioCount;
}
