// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.backend.Backend;
import io.nestrel.transaction.TransactionOptions;

/** One client of the two accounts; each transaction begins with its first statement. */
final class TwoAccounts {
  private final Backend backend;
  private final TransactionOptions options;

  TwoAccounts(Backend backend, TransactionOptions options) {
    this.backend = backend;
    this.options = options;
  }

  static void create(Backend backend) {
    backend.execute("CREATE TABLE account (id INTEGER NOT NULL PRIMARY KEY, balance INTEGER)");
  }

  /** Outside of any transaction. */
  void reset() {
    backend.execute("DELETE FROM account");
    backend.execute("INSERT INTO account VALUES (1, 100), (2, 100)");
  }

  private void begin() {
    if (!backend.inTransaction()) {
      backend.beginTransaction(options);
    }
  }

  private int query(String sql) {
    begin();
    return backend.query(sql, Integer.class).get(0);
  }

  int get(int id) {
    return query("SELECT balance FROM account WHERE id = " + id);
  }

  int count() {
    return query("SELECT COUNT(*) FROM account");
  }

  int sum() {
    return query("SELECT SUM(balance) FROM account");
  }

  private int execute(String sql) {
    begin();
    return backend.execute(sql);
  }

  void set(int id, int balance) {
    execute("UPDATE account SET balance = %d WHERE id = %d".formatted(balance, id));
  }

  void open(int id) {
    execute("INSERT INTO account VALUES (%d, 100)".formatted(id));
  }

  /** To all accounts; gives their number. */
  int payInterest() {
    return execute("UPDATE account SET balance = balance + 1");
  }

  void commit() {
    backend.commitTransaction();
  }

  void rollback() {
    if (backend.inTransaction()) {
      backend.rollbackTransaction();
    }
  }
}
