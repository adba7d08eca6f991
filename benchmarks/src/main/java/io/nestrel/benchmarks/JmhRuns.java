// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks;

import io.nestrel.benchmarks.database.DatabaseKind;
import io.nestrel.benchmarks.database.Servers;
import io.nestrel.benchmarks.database.Target;
import io.nestrel.benchmarks.operation.CpuProfiler;
import io.nestrel.benchmarks.report.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Optional;

/**
 * Runs of JMH, one for each database: the servers run here, and the JVMs that measure are told
 * their URLs. Of the user's options those count that choose, and that say how often and how long.
 */
final class JmhRuns {
  private static final List<Target> ALL_OPERATIONS =
      List.of(Target.SQLITE, Target.POSTGRES, Target.MARIADB);

  private final CommandLineOptions user;
  private final Servers servers;

  JmhRuns(CommandLineOptions user, Servers servers) {
    this.user = user;
    this.servers = servers;
  }

  Collection<RunResult> operations() throws IOException, RunnerException {
    List<RunResult> results = new ArrayList<>();
    for (Target target : Target.values()) {
      List<Operation> operations = operations(target);
      if (isWanted(target) && !operations.isEmpty()) {
        results.addAll(run(target, operations));
      }
    }
    return results;
  }

  private boolean isWanted(Target target) {
    Optional<Collection<String>> names = user.getParameter("database");
    return !names.hasValue() || names.get().contains(target.name());
  }

  /** On servers beside the main ones, and far away, only what round trips decide. */
  private List<Operation> operations(Target target) {
    return Arrays.stream(Operation.values())
        .filter(o -> ALL_OPERATIONS.contains(target) || o == Operation.NESTED_INSERT)
        .filter(this::isWanted)
        .toList();
  }

  private boolean isWanted(Operation operation) {
    return user.getIncludes().isEmpty()
        || user.getIncludes().stream()
            .anyMatch(regex -> Pattern.compile(regex).matcher(operation.benchmark()).find());
  }

  private Collection<RunResult> run(Target target, List<Operation> operations)
      throws IOException, RunnerException {
    ChainedOptionsBuilder options = options();
    operations.forEach(operation -> options.include(Pattern.quote(operation.benchmark()) + "$"));
    options.param("database", target.name());
    if (user.getParameter("contender").hasValue()) {
      options.param("contender", user.getParameter("contender").get().toArray(new String[0]));
    }
    if (target.kind() != DatabaseKind.SQLITE) {
      String url = servers.url(target);
      System.setProperty(target.property(), url); // for -f 0
      options.jvmArgsPrepend("-D" + target.property() + "=" + url);
    }
    return new Runner(options.build()).run();
  }

  Collection<RunResult> writes() throws RunnerException {
    return new Runner(options().include("\\.RewindBenchmark\\.").build()).run();
  }

  /** The user's that say how to measure. */
  private ChainedOptionsBuilder options() {
    ChainedOptionsBuilder options = new OptionsBuilder();
    with(user.getForkCount(), options::forks);
    with(user.getWarmupIterations(), options::warmupIterations);
    with(user.getWarmupTime(), options::warmupTime);
    with(user.getMeasurementIterations(), options::measurementIterations);
    with(user.getMeasurementTime(), options::measurementTime);
    with(user.verbosity(), options::verbosity);
    return options
        .shouldFailOnError(true)
        .jvmArgsAppend("-Dorg.jooq.no-logo=true", "-Dorg.jooq.no-tips=true")
        .addProfiler(GCProfiler.class)
        .addProfiler(CpuProfiler.class);
  }

  private static <T> void with(Optional<T> option, Consumer<T> use) {
    if (option.hasValue()) {
      use.accept(option.get());
    }
  }
}
