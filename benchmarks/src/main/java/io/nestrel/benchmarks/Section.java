// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks;

/** What can be run alone. */
enum Section {
  /** The operations of all contenders on all databases. */
  OPERATIONS,
  /** Setting fields of enhanced objects. */
  WRITES,
  /** The time to the first query, and the sizes of the jars. */
  STARTUP,
  /** A long import with little memory. */
  IMPORT
}
