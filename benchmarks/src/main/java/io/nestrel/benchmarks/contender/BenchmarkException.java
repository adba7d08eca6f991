// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

/** Something that a benchmark cannot go on after. */
final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BenchmarkException(String message) {
    super(message);
  }

  BenchmarkException(Throwable cause) {
    super(cause);
  }
}
