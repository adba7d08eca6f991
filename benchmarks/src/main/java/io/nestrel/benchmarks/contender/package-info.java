// SPDX-License-Identifier: Apache-2.0
/** The systems that are measured, each doing the same work in its own best way. */
@NullMarked
package io.nestrel.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
