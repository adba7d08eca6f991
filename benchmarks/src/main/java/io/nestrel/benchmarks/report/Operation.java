// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import io.nestrel.benchmarks.operation.OperationBenchmark;

/** The operations, by the names of their methods in {@link OperationBenchmark}. */
public enum Operation {
  INSERT("insert", "insert one, key read back", "insert"),
  INSERT_IN_TRANSACTION("insertInTransaction", "insert in a transaction", "insert in tx"),
  FIND("find", "find by id", "find"),
  LOAD("load1000", "load 1,000", "load 1,000"),
  CHANGE("change", "load, change, save", "change"),
  NESTED_INSERT("nestedInsert", "nested insert", "nested insert"),
  EMPTY_SCOPE("emptyScope", "empty nested scope", "empty scope"),
  BATCH("insert10000", "batch insert of 10,000", "batch"),
  IMPORT("import10000", "import of 10,000, 1 % duplicates", "import");

  private final String method;
  private final String title;
  private final String label;

  Operation(String method, String title, String label) {
    this.method = method;
    this.title = title;
    this.label = label;
  }

  /** As people call it. */
  String title() {
    return title;
  }

  /** The same, as short as it can be. */
  String label() {
    return label;
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
