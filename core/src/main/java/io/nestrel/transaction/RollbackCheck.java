// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.error.TransactionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a rollback undid everything, on databases whose tables need not have
 * transactions. To name such a table it remembers what was sent in the transaction.
 */
final class RollbackCheck {
  /** Of so many different statements the texts are remembered; generated ones are few. */
  private static final int MAX_TEXTS = 1_000;

  private final Dialect dialect;
  private final boolean needed;

  /** Each text with the place at which it was last sent. */
  private final Map<String, Integer> texts;

  private int place;

  RollbackCheck(Dialect dialect) {
    this.dialect = dialect;
    this.needed = dialect.supports(Feature.TABLES_WITHOUT_TRANSACTIONS);
    this.texts = needed ? new LinkedHashMap<>() : Map.of();
  }

  void sending(@Nullable String sql) {
    if (needed && sql != null && (texts.size() < MAX_TEXTS || texts.containsKey(sql))) {
      texts.put(sql, ++place);
    }
  }

  /** Where the transaction is now, for a later rollback to here. */
  int place() {
    return place;
  }

  /**
   * Has to be called right after a rollback.
   *
   * @param since where the rollback led back to; 0 is the start of the transaction
   * @throws TransactionException if the rollback that was just sent left something behind
   */
  void refuseIncomplete(Connection connection, int since) throws SQLException {
    if (!needed) {
      return;
    }
    List<String> undone = new ArrayList<>();
    List<String> earlier = new ArrayList<>();
    texts.forEach((text, sentAt) -> (sentAt > since ? undone : earlier).add(text));
    List<String> tables = dialect.transactions().notRolledBack(connection, undone, earlier);
    if (since == 0) {
      texts.clear();
      place = 0;
    }
    if (!tables.isEmpty()) {
      throw new TransactionException(
          "The rollback is not complete: what was written to %s stays, because its engine has no transactions; undo that by hand, and give the table an engine with transactions"
              .formatted(String.join(", ", tables)));
    }
  }
}
