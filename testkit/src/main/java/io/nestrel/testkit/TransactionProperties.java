// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.backend.Backend;
import io.nestrel.dialect.Damage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Random programs do on a backend what they do on a simple model of a nested database. All of them
 * run on one database: a thousand, or as many as {@code jqwik.tries.default} in the file {@code
 * junit-platform.properties} of the backend's tests says.
 */
public abstract class TransactionProperties extends DatabaseProperties {

  /**
   * @param ofFailures what a failed statement costs on this database: {@link Damage#STATEMENT} or
   *     {@link Damage#SCOPE}
   */
  protected TransactionProperties(Damage ofFailures) {
    super(ofFailures);
  }

  @Override
  final void createTables(Backend fresh, TestDatabase empty) {
    fresh.execute("CREATE TABLE entry (id INTEGER NOT NULL PRIMARY KEY, note VARCHAR(200))");
    fresh.execute("INSERT INTO entry (id, note) VALUES (?, ?)", NestedModel.PERMANENT, "permanent");
  }

  @Property
  void a_program_does_on_the_backend_what_it_does_on_the_model(
      @ForAll("programs") List<Operation> program, @ForAll boolean queryAfterEachStep) {
    new ProgramRun(backend(), ofFailures, queryAfterEachStep).run(program);
  }

  @Provide
  Arbitrary<List<Operation>> programs() {
    return operations().list().ofMinSize(1).ofMaxSize(60);
  }

  private static Arbitrary<Operation> operations() {
    Arbitrary<Integer> handle = Arbitraries.integers().between(0, 30);
    Arbitrary<Integer> id = Arbitraries.integers().between(1, 4);
    Arbitrary<String> name = Arbitraries.of("a", "A", "\u00c4", "b", "c", "SP_2", "sp_1", "Sp_3");
    return Arbitraries.frequencyOf(
        Tuple.of(14, Arbitraries.create(Operation.Begin::new)),
        Tuple.of(4, Arbitraries.create(Operation.Commit::new)),
        Tuple.of(3, Arbitraries.create(Operation.Rollback::new)),
        Tuple.of(1, handle.map(Operation.CommitHandle::new)),
        Tuple.of(1, handle.map(Operation.RollbackHandle::new)),
        Tuple.of(1, handle.map(Operation.CloseHandle::new)),
        Tuple.of(5, Arbitraries.create(Operation.Save::new)),
        Tuple.of(8, name.map(Operation.SaveAs::new)),
        Tuple.of(5, handle.map(Operation.BackTo::new)),
        Tuple.of(4, name.map(Operation.BackToName::new)),
        Tuple.of(3, handle.map(Operation.Release::new)),
        Tuple.of(3, name.map(Operation.ReleaseName::new)),
        Tuple.of(10, id.map(Operation.Insert::new)),
        Tuple.of(3, id.map(i -> new Operation.Update(i, "updated"))),
        Tuple.of(3, id.map(Operation.Delete::new)),
        Tuple.of(2, Arbitraries.create(Operation.Duplicate::new)),
        Tuple.of(3, Arbitraries.create(Operation.Query::new)));
  }
}
