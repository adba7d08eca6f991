// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import io.nestrel.examples.funds.Funds.Entry;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class FundsTest {
  private final ExampleDatabase database;
  private final Backend backend;
  private final TransactionManager manager;
  private final Holder bob = new Holder("bob", 0);
  private final Holder sally = new Holder("sally", 100);

  FundsTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
    manager = backend.transactionManager();
  }

  @BeforeEach
  void fillTables() {
    database.createTables(Funds.class);
    bob.save();
    sally.save();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<Entry> entries() {
    return List.of(
        new Entry(bob, "+10"),
        new Entry(sally, "+10"),
        new Entry(bob, "+20"),
        new Entry(sally, "+10"),
        new Entry(bob, "-100"),
        new Entry(sally, "-100"));
  }

  /** In memory and in the table, with as many postings. */
  private void assertBalances(long ofBob, long ofSally, int postings) {
    assertThat(bob.balance()).isEqualTo(ofBob);
    assertThat(sally.balance()).isEqualTo(ofSally);
    assertThat(Holder.holders.query().orderBy("name").list())
        .extracting(Holder::balance)
        .containsExactly(ofBob, ofSally);
    assertThat(Holder.holders.get(bob.id()).version()).isEqualTo(bob.version());
    assertThat(Holder.holders.get(sally.id()).version()).isEqualTo(sally.version());
    assertThat(bob.isChanged() || sally.isChanged()).isFalse();
    assertThat(Posting.postings.all()).hasSize(postings);
    assertThat(Posting.postings.where("holder_id = ?", bob.id()).list().stream())
        .extracting(Posting::amount)
        .satisfies(amounts -> assertThat(sum(amounts)).isEqualTo(ofBob));
  }

  private static long sum(List<? extends Long> amounts) {
    return amounts.stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void anOverdrawnEntryIsRolledBackAlone() {
    assertThat(Funds.post(backend, entries())).hasToString("[bob -100]");
    assertBalances(30, -80, 5);
  }

  @Test
  void aBadSecondCallChangesNothing() {
    manager.begin();
    Funds.post(backend, entries());
    assertThatThrownBy(
            () ->
                Funds.post(
                    backend,
                    List.of(new Entry(bob, "+5"), new Entry(bob, "-99"), new Entry(sally, "x"))))
        .isInstanceOf(NumberFormatException.class);
    assertBalances(30, -80, 5);
    manager.commit();
    assertBalances(30, -80, 5);
  }

  @Test
  void rollingBackTheOuterTransactionBringsBothBalancesBack() {
    manager.begin();
    Funds.post(backend, entries());
    manager.rollback();
    assertBalances(0, 0, 0);
    Funds.post(backend, entries());
    assertBalances(30, -80, 5);
  }

  @Test
  void editsThatWereNeverSavedRewindToo() {
    Funds.post(backend, entries());
    manager.begin();
    bob.add(1000);
    sally.add(1000);
    manager.rollback();
    assertBalances(30, -80, 5);
  }

  @Test
  void theSameSavepointIsRolledBackThreeTimes() {
    manager.begin();
    Savepoint start = manager.savepoint("start");
    for (int i = 0; i < 3; i++) {
      Funds.post(backend, entries());
      assertBalances(30, -80, 5);
      bob.add(7);
      start.rollback();
      assertBalances(0, 0, 0);
    }
    Funds.post(backend, List.of(new Entry(bob, "+1")));
    manager.commit();
    assertBalances(1, 0, 1);
  }
}
