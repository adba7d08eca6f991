// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import io.nestrel.benchmarks.contender.Contenders;
import io.nestrel.benchmarks.database.Target;
import io.nestrel.benchmarks.operation.CpuProfiler;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured of one operation of a contender.
 *
 * @param nanos per operation
 * @param error half the width of the 99.9 % confidence interval of {@code nanos}; NaN if unknown
 * @param cpuNanos processor time of the client per operation
 * @param bytes allocated by the client per operation
 */
public record Measurement(
    Target target,
    Operation operation,
    Contenders contender,
    double nanos,
    double error,
    double cpuNanos,
    double bytes) {

  /** From what JMH gives. */
  public static Measurement of(RunResult result) {
    BenchmarkParams parameters = result.getParams();
    Result<?> time = result.getPrimaryResult();
    return new Measurement(
        Target.valueOf(parameters.getParam("database")),
        Operation.of(parameters.getBenchmark()),
        Contenders.valueOf(parameters.getParam("contender")),
        time.getScore(),
        time.getScoreError(),
        secondary(result, CpuProfiler.RESULT),
        secondary(result, "gc.alloc.rate.norm"));
  }

  /** From all that JMH gives. */
  public static List<Measurement> all(Collection<RunResult> results) {
    return results.stream().map(Measurement::of).toList();
  }

  /** The result of a profiler; NaN if it was not there. */
  static double secondary(RunResult result, String name) {
    for (String key : result.getSecondaryResults().keySet()) {
      if (key.endsWith(name)) {
        return result.getSecondaryResults().get(key).getScore();
      }
    }
    return Double.NaN;
  }
}
