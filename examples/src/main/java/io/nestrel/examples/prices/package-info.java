// SPDX-License-Identifier: Apache-2.0
/** Explicit savepoints, one step at a time: start with {@link io.nestrel.examples.prices.Walk}. */
@NullMarked
package io.nestrel.examples.prices;

import org.jspecify.annotations.NullMarked;
