// SPDX-License-Identifier: Apache-2.0
/** Runs the examples, each on every database that {@code TestedDatabase} names. */
@NullMarked
package io.nestrel.examples;

import org.jspecify.annotations.NullMarked;
