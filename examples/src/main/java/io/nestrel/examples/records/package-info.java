// SPDX-License-Identifier: Apache-2.0
/** Imports rows of which some are invalid: a validation and a unique key decide, row by row. */
@NullMarked
package io.nestrel.examples.records;

import org.jspecify.annotations.NullMarked;
