// SPDX-License-Identifier: Apache-2.0
/** Goes back to a checkpoint over many rows, and shows what the transaction keeps on the way. */
@NullMarked
package io.nestrel.examples.checkpoint;

import org.jspecify.annotations.NullMarked;
