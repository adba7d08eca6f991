// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import io.nestrel.testkit.RewindStep.Kind;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Random programs with records leave records and rows as a simple model does, which copies all of
 * them for each scope and savepoint. As many as {@link TransactionProperties} runs, on one database
 * too.
 */
public abstract class RewindProperties extends DatabaseProperties {

  /**
   * @param ofFailures what a failed statement costs on this database: {@link Damage#STATEMENT} or
   *     {@link Damage#SCOPE}
   */
  protected RewindProperties(Damage ofFailures) {
    super(ofFailures);
  }

  @Override
  final void createTables(Backend fresh, TestDatabase empty) {
    ContractTest.createWidgets(fresh, empty);
  }

  @Property
  void a_program_leaves_records_and_rows_as_the_model_does(
      @ForAll("programs") List<RewindStep> program, @ForAll boolean queryAfterEachStep) {
    new RewindRun(backend(), ofFailures, queryAfterEachStep).run(program);
  }

  @Provide
  Arbitrary<List<RewindStep>> programs() {
    Arbitrary<RewindStep> steps =
        Combinators.combine(
                kinds(),
                Arbitraries.integers().between(0, 30),
                Arbitraries.integers().between(1, 3))
            .as(RewindStep::new);
    return steps.list().ofMinSize(1).ofMaxSize(60);
  }

  private static Arbitrary<Kind> kinds() {
    return Arbitraries.frequency(
        Tuple.of(10, Kind.BEGIN),
        Tuple.of(4, Kind.COMMIT),
        Tuple.of(4, Kind.ROLLBACK),
        Tuple.of(1, Kind.CLOSE),
        Tuple.of(5, Kind.SAVEPOINT),
        Tuple.of(4, Kind.NAMED_SAVEPOINT),
        Tuple.of(8, Kind.BACK_TO),
        Tuple.of(3, Kind.RELEASE),
        Tuple.of(6, Kind.MAKE),
        Tuple.of(3, Kind.LOAD),
        Tuple.of(4, Kind.SET_NAME),
        Tuple.of(10, Kind.SET_STOCK),
        Tuple.of(3, Kind.SET_DATA),
        Tuple.of(3, Kind.CHANGE_DATA_IN_PLACE),
        Tuple.of(16, Kind.SAVE),
        Tuple.of(5, Kind.DELETE),
        Tuple.of(3, Kind.RELOAD),
        Tuple.of(2, Kind.FAIL),
        Tuple.of(3, Kind.QUERY));
  }
}
