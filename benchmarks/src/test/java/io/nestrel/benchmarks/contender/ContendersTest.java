// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.benchmarks.database.AccountDatabase;
import io.nestrel.benchmarks.database.DatabaseKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All contenders do the same: a benchmark of work that was not done would be worth nothing. */
class ContendersTest {
  private static final List<NewAccount> FIVE = NewAccount.list(5);

  private static void on(Contenders contender, Consumer<Contender> work) throws SQLException {
    try (AccountDatabase database =
            AccountDatabase.at(DatabaseKind.SQLITE, "jdbc:sqlite::memory:");
        Contender opened = contender.open(database)) {
      work.accept(opened);
    }
  }

  private static List<NewAccount> rows(Contender contender) {
    List<NewAccount> rows = new ArrayList<>();
    for (Account account : contender.loadAll()) {
      rows.add(row(account));
    }
    return rows;
  }

  private static NewAccount row(Account account) {
    return new NewAccount(
        account.owner(), account.email(), account.cents(), account.createdAt(), account.active());
  }

  @ParameterizedTest
  @EnumSource
  void inserts_rows_and_finds_them_by_their_keys(Contenders contender) throws SQLException {
    on(
        contender,
        c -> {
          for (NewAccount account : FIVE) {
            long id =
                account.cents() % 200 == 0 ? c.insert(account) : c.insertInTransaction(account);
            assertThat(c.find(id).id()).isEqualTo(id);
            assertThat(row(c.find(id))).isEqualTo(account);
          }
          assertThat(rows(c)).containsExactlyInAnyOrderElementsOf(FIVE);
        });
  }

  @ParameterizedTest
  @EnumSource
  void changes_one_row(Contenders contender) throws SQLException {
    on(
        contender,
        c -> {
          long first = c.insert(FIVE.get(1));
          long second = c.insert(FIVE.get(2));
          c.addCents(first, 11);
          c.addCents(first, 11);
          assertThat(c.find(first).cents()).isEqualTo(122);
          assertThat(c.find(second).cents()).isEqualTo(200);
        });
  }

  @ParameterizedTest
  @EnumSource
  void inserts_batches(Contenders contender) throws SQLException {
    on(
        contender,
        c -> {
          List<NewAccount> accounts = NewAccount.list(2 * Contender.BATCH + 1);
          c.insertAll(accounts);
          assertThat(rows(c)).containsExactlyInAnyOrderElementsOf(accounts);
        });
  }

  @ParameterizedTest
  @EnumSource
  void imports_all_but_duplicates(Contenders contender) throws SQLException {
    on(
        contender,
        c -> {
          List<NewAccount> accounts = NewAccount.listWithDuplicates(300);
          assertThat(c.importAll(accounts)).isEqualTo(3);
          assertThat(rows(c)).containsExactlyInAnyOrderElementsOf(new HashSet<>(accounts));
        });
  }

  @ParameterizedTest
  @EnumSource
  void inserts_in_nested_scopes_of_a_transaction_that_is_rolled_back(Contenders contender)
      throws SQLException {
    on(
        contender,
        c -> {
          c.insert(FIVE.get(0));
          List<Long> ids = new ArrayList<>();
          c.inOuterTransaction(
              () -> {
                c.emptyScope();
                ids.add(c.insertNested(FIVE.get(1)));
                ids.add(c.insertNested(FIVE.get(2)));
              });
          assertThat(ids).doesNotHaveDuplicates();
          assertThat(rows(c)).containsExactly(FIVE.get(0));
          c.insert(FIVE.get(3));
          assertThat(rows(c)).containsExactlyInAnyOrder(FIVE.get(0), FIVE.get(3));
        });
  }
}
