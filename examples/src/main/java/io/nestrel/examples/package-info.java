// SPDX-License-Identifier: Apache-2.0
/** Programs to run and to read. */
@NullMarked
package io.nestrel.examples;

import org.jspecify.annotations.NullMarked;
