// SPDX-License-Identifier: Apache-2.0
/** Fills an order in the best way that works, each tried in its own nested scope. */
@NullMarked
package io.nestrel.examples.fallbacks;

import org.jspecify.annotations.NullMarked;
