// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.checkpoint;

import static io.nestrel.examples.checkpoint.Parcel.State.LOADED;
import static io.nestrel.examples.checkpoint.Parcel.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import io.nestrel.examples.checkpoint.Checkpoint.Result;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.TransactionOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class CheckpointTest {
  private static final int PARCELS = 50;
  private static final int EXPRESS = 10;
  private static final int WEIGHT_OF_ALL = 250;

  private final TestedDatabase tested;
  private final ExampleDatabase database;
  private final Backend backend;
  private final Backend elsewhere;
  private final Colleague colleague;

  CheckpointTest(TestedDatabase tested, @TempDir Path folder) {
    this.tested = tested;
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
    elsewhere = database.openElsewhere();
    colleague = new Colleague(elsewhere);
  }

  @BeforeEach
  void fillTables() {
    database.createTables(Checkpoint.class);
    Checkpoint.fill(backend, PARCELS);
  }

  @AfterEach
  void close() {
    elsewhere.close();
    database.close();
  }

  /** In memory and in the table, versions too. */
  private static void assertLoaded(List<Parcel> parcels, int loaded) {
    assertThat(parcels).filteredOn(parcel -> parcel.state() == LOADED).hasSize(loaded);
    for (Parcel parcel : parcels) {
      Parcel row = Parcel.parcels.get(parcel.id());
      assertThat(parcel.state()).isEqualTo(row.state());
      assertThat(parcel.version()).isEqualTo(row.version());
      assertThat(parcel.isChanged()).isFalse();
    }
  }

  @Test
  void theOtherWayIsTakenFromTheCheckpoint() {
    Result result = Checkpoint.load(backend, new Van(WEIGHT_OF_ALL - 1).save(), colleague);
    assertThat(result.problem()).isEqualTo("250 kg in a van for 249");
    assertThat(result.parcels()).hasSize(PARCELS);
    assertLoaded(result.parcels(), EXPRESS);
    assertThat(result.parcels())
        .allMatch(parcel -> parcel.isExpress() == (parcel.state() == LOADED));
  }

  @Test
  void whatIsValidStays() {
    Result result = Checkpoint.load(backend, new Van(WEIGHT_OF_ALL).save(), colleague);
    assertThat(result.problem()).isNull();
    assertLoaded(result.parcels(), PARCELS);
  }

  @Test
  void theSnapshotSurvivesTheRollback() {
    Result result = Checkpoint.load(backend, new Van(WEIGHT_OF_ALL - 1).save(), colleague);
    assertThat(result.seen()).isEqualTo(PARCELS);
    boolean otherWriters = tested != TestedDatabase.SQLITE;
    assertThat(result.brought()).isEqualTo(otherWriters);
    assertThat(Parcel.parcels.count()).isEqualTo(otherWriters ? PARCELS + 1 : PARCELS);
  }

  @Test
  void aVanThatIsTooSmallEitherWayStaysEmpty() {
    Van van = new Van(49).save();
    assertThatThrownBy(() -> Checkpoint.load(backend, van, colleague))
        .isInstanceOf(OverloadedException.class)
        .hasMessage("50 kg in a van for 49");
    assertLoaded(Parcel.parcels.all(), 0);
    assertThat(van.driver()).isEmpty();
    assertThat(van.reload().driver()).isEmpty();
  }

  /** On SQLite others can write beside a transaction that only reads. */
  @Test
  void theSnapshotOfAReaderSurvivesTheRollbackOnEachDatabase() {
    backend.transaction(
        TransactionOptions.defaults().isolation(IsolationLevel.REPEATABLE_READ).readOnly(true),
        () -> {
          List<Parcel> parcels = Parcel.parcels.all();
          Savepoint checkpoint = backend.transactionManager().savepoint();
          assertThat(Parcel.parcels.count()).isEqualTo(PARCELS);
          parcels.forEach(Parcel::load);
          assertThat(colleague.brings(new Parcel(5, true))).isTrue();
          checkpoint.rollback();
          assertThat(Parcel.parcels.count()).isEqualTo(PARCELS);
          assertLoaded(parcels, 0);
        });
    assertThat(Parcel.parcels.count()).isEqualTo(PARCELS + 1);
  }

  @Test
  void theLockFromBeforeTheCheckpointIsHeldUntilTheEnd() {
    Van van = new Van(WEIGHT_OF_ALL - 1).save();
    assertThat(Checkpoint.load(backend, van, colleague).taken()).isFalse();
    assertThat(van.reload().driver()).isEqualTo("Bob");
    assertThat(colleague.takes(van, "Carol")).isTrue();
    assertThat(van.reload().driver()).isEqualTo("Carol");
  }

  @Test
  void rollingBackOverTheCheckpointBringsAllBack() {
    Van van = new Van(WEIGHT_OF_ALL - 1).save();
    backend.beginTransaction(
        TransactionOptions.defaults().isolation(IsolationLevel.REPEATABLE_READ));
    Result result = Checkpoint.load(backend, van, colleague);
    backend.rollbackTransaction();
    assertLoaded(result.parcels(), 0);
    assertThat(van.driver()).isEmpty();
    assertThat(van.version()).isEqualTo(1);
    assertThat(van.isChanged()).isFalse();
    assertThat(colleague.takes(van, "Carol")).isTrue();
  }

  @Test
  void oneSavepointServesManyTries() {
    backend.transaction(
        () -> {
          List<Parcel> parcels = Parcel.parcels.all();
          Savepoint checkpoint = backend.transactionManager().savepoint();
          for (int loaded = 1; loaded <= PARCELS; loaded += 20) {
            parcels.subList(0, loaded).forEach(parcel -> parcel.load().save());
            assertLoaded(parcels, loaded);
            checkpoint.rollback();
            assertThat(parcels).allMatch(parcel -> parcel.state() == WAITING);
            assertLoaded(parcels, 0);
          }
        });
  }
}
