// SPDX-License-Identifier: Apache-2.0
/** What is measured: JMH benchmarks, each for every contender and database. */
@NullMarked
package io.nestrel.benchmarks.operation;

import org.jspecify.annotations.NullMarked;
