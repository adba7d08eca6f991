// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import io.nestrel.benchmarks.contender.Contenders;
import io.nestrel.benchmarks.database.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The measurements on one database. */
record Results(List<Measurement> measurements) {

  static Results of(Target target, List<Measurement> all) {
    return new Results(all.stream().filter(m -> m.target() == target).toList());
  }

  boolean isEmpty() {
    return measurements.isEmpty();
  }

  Optional<Measurement> find(Operation operation, Contenders contender) {
    return measurements.stream()
        .filter(m -> m.operation() == operation && m.contender() == contender)
        .findFirst();
  }

  /** Against hand-written JDBC; empty for that itself, and where it was not measured. */
  Optional<Double> ratio(Measurement measurement, ToDoubleFunction<Measurement> measure) {
    return measurement.contender() == Contenders.JDBC
        ? Optional.empty()
        : find(measurement.operation(), Contenders.JDBC)
            .map(jdbc -> measure.applyAsDouble(measurement) / measure.applyAsDouble(jdbc))
            .filter(Double::isFinite);
  }
}
