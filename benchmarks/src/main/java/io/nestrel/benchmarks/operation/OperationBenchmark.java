// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.operation;

import io.nestrel.benchmarks.contender.Account;
import io.nestrel.benchmarks.contender.Contender;
import io.nestrel.benchmarks.contender.NewAccount;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The operations, each for every contender and database. What is nested counts without the outer
 * transaction, of which there is one for a whole block.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OperationBenchmark {

  @Benchmark
  @OperationsPerInvocation(EmptyTable.BLOCK)
  public void insert(EmptyTable table, Blackhole blackhole) {
    Contender contender = table.opened;
    for (NewAccount account : table.nextBlock()) {
      blackhole.consume(contender.insert(account));
    }
  }

  @Benchmark
  @OperationsPerInvocation(EmptyTable.BLOCK)
  public void insertInTransaction(EmptyTable table, Blackhole blackhole) {
    Contender contender = table.opened;
    for (NewAccount account : table.nextBlock()) {
      blackhole.consume(contender.insertInTransaction(account));
    }
  }

  @Benchmark
  public Account find(StoredRows rows) {
    return rows.opened.find(rows.nextId());
  }

  @Benchmark
  public List<? extends Account> load1000(StoredRows rows) {
    return rows.opened.loadAll();
  }

  @Benchmark
  public void change(StoredRows rows) {
    rows.opened.addCents(rows.nextId(), 1);
  }

  @Benchmark
  @OperationsPerInvocation(EmptyTable.BLOCK)
  public void nestedInsert(EmptyTable table, Blackhole blackhole) {
    Contender contender = table.opened;
    contender.inOuterTransaction(
        () -> {
          for (NewAccount account : table.nextBlock()) {
            blackhole.consume(contender.insertNested(account));
          }
        });
  }

  @Benchmark
  @OperationsPerInvocation(EmptyTable.BLOCK)
  public void emptyScope(EmptyTable table) {
    Contender contender = table.opened;
    contender.inOuterTransaction(
        () -> {
          for (int i = 0; i < EmptyTable.BLOCK; i++) {
            contender.emptyScope();
          }
        });
  }

  @Benchmark
  public void insert10000(EmptyTable table) {
    table.opened.insertAll(table.many());
  }

  @Benchmark
  public int import10000(EmptyTable table) {
    return table.opened.importAll(table.manyWithDuplicates());
  }
}
