// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.operation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time of the threads that measure, per operation: what a contender itself costs on a
 * server, without the wait for that. Neither the compiler nor the garbage collector is in it, which
 * have threads of their own; emptying the table between the blocks is.
 */
public final class CpuProfiler implements InternalProfiler {
  /** What the result is called. */
  public static final String RESULT = "cpu.norm";

  /** JMH's threads have it in their names. */
  private static final String WORKER = "-jmh-worker-";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** By thread. */
  private Map<Long, Long> before = Map.of();

  /** For JMH. */
  public CpuProfiler() {}

  @Override
  public String getDescription() {
    return "Processor time of the measuring threads per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = workerNanos();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long nanos = 0;
    for (Map.Entry<Long, Long> worker : workerNanos().entrySet()) {
      nanos += worker.getValue() - before.getOrDefault(worker.getKey(), 0L);
    }
    long operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        new ScalarResult(RESULT, (double) nanos / operations, "ns/op", AggregationPolicy.AVG));
  }

  /** Without a fork, those of the benchmark before may still be there, or just go. */
  private Map<Long, Long> workerNanos() {
    Map<Long, Long> nanos = new HashMap<>();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo thread = threads.getThreadInfo(id);
      long cpu = threads.getThreadCpuTime(id);
      if (thread != null && thread.getThreadName().contains(WORKER) && cpu >= 0) {
        nanos.put(id, cpu);
      }
    }
    return nanos;
  }
}
