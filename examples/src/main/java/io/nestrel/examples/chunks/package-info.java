// SPDX-License-Identifier: Apache-2.0
/** Updates a large table chunk by chunk, with a savepoint for each. */
@NullMarked
package io.nestrel.examples.chunks;

import org.jspecify.annotations.NullMarked;
