// SPDX-License-Identifier: Apache-2.0
/** What Nestrel costs, measured with JMH. */
@NullMarked
package io.nestrel.benchmarks;

import org.jspecify.annotations.NullMarked;
