// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import io.nestrel.transaction.Savepoint;
import io.nestrel.transaction.Transaction;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs that objects rewind: a set on an enhanced class beside the same set on a plain one.
 * Nothing is sent to the database.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RewindBenchmark {

  /** Outside of transactions. */
  @State(Scope.Thread)
  public static class Outside {
    final Backend backend = Backend.open("jdbc:sqlite::memory:");
    final EnhancedAccount enhanced = new EnhancedAccount();
    final PlainAccount plain = new PlainAccount();
    long next;

    /** The first use of the model enhances its class. */
    @Setup
    public void useModel() {
      Model.of(EnhancedAccount.class).on(backend).query();
    }

    @TearDown
    public void close() {
      backend.close();
    }
  }

  /** In a scope in which both accounts were touched. */
  @State(Scope.Thread)
  public static class Inside extends Outside {
    @Setup
    public void begin() {
      backend.beginTransaction();
      enhanced.cents(1);
      plain.cents(1);
    }

    @TearDown(Level.Trial)
    public void end() {
      backend.rollbackTransaction();
    }
  }

  /** In a transaction, beside many accounts that nobody touches. */
  @State(Scope.Thread)
  public static class Crowd extends Outside {
    @Param({"0", "1000000"})
    int objects;

    List<EnhancedAccount> untouched = List.of();

    @Setup
    public void begin() {
      untouched = Stream.generate(EnhancedAccount::new).limit(objects).toList();
      backend.beginTransaction();
    }

    @TearDown
    public void end() {
      backend.rollbackTransaction();
    }
  }

  @Benchmark
  public void plainSetOutside(Outside state) {
    state.plain.cents(state.next++);
  }

  @Benchmark
  public void enhancedSetOutside(Outside state) {
    state.enhanced.cents(state.next++);
  }

  @Benchmark
  public void plainSetInScope(Inside state) {
    state.plain.cents(state.next++);
  }

  @Benchmark
  public void enhancedSecondSetInScope(Inside state) {
    state.enhanced.cents(state.next++);
  }

  @Benchmark
  public void scopeThatTouchesNothing(Crowd state) {
    Transaction scope = state.backend.beginTransaction();
    scope.rollback();
  }

  @Benchmark
  public void savepointAlone(Inside state) {
    Savepoint savepoint = state.backend.transactionManager().savepoint("s");
    savepoint.release();
  }

  @Benchmark
  public void savepointAndFirstTouch(Inside state) {
    Savepoint savepoint = state.backend.transactionManager().savepoint("s");
    state.enhanced.cents(state.next++);
    savepoint.release();
  }
}
