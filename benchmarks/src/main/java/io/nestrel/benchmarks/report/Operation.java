// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import io.nestrel.benchmarks.operation.OperationBenchmark;

/** The operations, by the names of their methods in {@link OperationBenchmark}. */
public enum Operation {
  INSERT("insert", "insert one, key read back"),
  INSERT_IN_TRANSACTION("insertInTransaction", "insert in a transaction"),
  FIND("find", "find by id"),
  LOAD("load1000", "load 1,000"),
  CHANGE("change", "load, change, save"),
  NESTED_INSERT("nestedInsert", "nested insert"),
  EMPTY_SCOPE("emptyScope", "empty nested scope"),
  BATCH("insert10000", "batch insert of 10,000"),
  IMPORT("import10000", "import of 10,000, 1 % duplicates");

  private final String method;
  private final String title;

  Operation(String method, String title) {
    this.method = method;
    this.title = title;
  }

  /** As people call it. */
  String title() {
    return title;
  }

  /** What JMH calls it. */
  public String benchmark() {
    return OperationBenchmark.class.getName() + "." + method;
  }

  static Operation of(String benchmark) {
    for (Operation operation : values()) {
      if (benchmark.equals(operation.benchmark())) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "%s is no operation that the report knows: add it to Operation".formatted(benchmark));
  }
}
