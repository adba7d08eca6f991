// SPDX-License-Identifier: Apache-2.0
/** Takes an order in steps, of which the last one may fail and be repeated. */
@NullMarked
package io.nestrel.examples.wizard;

import org.jspecify.annotations.NullMarked;
