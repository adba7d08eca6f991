// SPDX-License-Identifier: Apache-2.0
/** From results to {@code docs/performance.md} and its chart. */
@NullMarked
package io.nestrel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
