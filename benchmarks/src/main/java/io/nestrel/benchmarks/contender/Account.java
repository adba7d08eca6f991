// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

/** An account as a contender has loaded it. */
public interface Account {
  long id();

  String owner();

  String email();

  long cents();

  String createdAt();

  boolean active();
}
