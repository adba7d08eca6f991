// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.benchmarks.database.AccountDatabase;
import io.nestrel.benchmarks.database.DatabaseKind;
import io.nestrel.error.UniqueViolationException;
import java.util.List;

/** Nestrel, as its guides tell. */
final class NestrelContender implements Contender {
  private final Backend backend;
  private final Model<NestrelAccount> accounts;

  /** On SQLite in memory with the pool of the others: there each connection is another database. */
  NestrelContender(AccountDatabase database) {
    backend =
        database.kind() == DatabaseKind.SQLITE
            ? Backend.of(database.pool())
            : Backend.open(database.url(), BackendOptions.defaults().poolSize(1));
    accounts = Model.of(NestrelAccount.class);
    accounts.bind(backend);
  }

  @Override
  public long insert(NewAccount account) {
    return new NestrelAccount(account).save().id();
  }

  @Override
  public long insertInTransaction(NewAccount account) {
    return backend.transaction(() -> insert(account));
  }

  @Override
  public Account find(long id) {
    return accounts.get(id);
  }

  @Override
  public List<NestrelAccount> loadAll() {
    return accounts.all();
  }

  @Override
  public void addCents(long id, long cents) {
    backend.transaction(
        () -> {
          NestrelAccount account = accounts.get(id);
          account.add(cents);
          account.save();
        });
  }

  @Override
  public void insertAll(List<NewAccount> rows) {
    accounts.saveAll(rows.stream().map(NestrelAccount::new).toList());
  }

  @Override
  public int importAll(List<NewAccount> rows) {
    return accounts.saveEach(rows.stream().map(NestrelAccount::new)).failures().stream()
        .mapToInt(failure -> refused(failure.exception()))
        .sum();
  }

  private static int refused(Exception e) {
    if (e instanceof UniqueViolationException) {
      return 1;
    }
    throw new BenchmarkException(e);
  }

  @Override
  public void inOuterTransaction(Runnable work) {
    backend.beginTransaction();
    work.run();
    backend.rollbackTransaction();
  }

  @Override
  public long insertNested(NewAccount account) {
    return insertInTransaction(account);
  }

  @Override
  public void emptyScope() {
    backend.transaction(() -> {});
  }

  @Override
  public void close() {
    backend.close();
  }
}
