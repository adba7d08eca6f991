// SPDX-License-Identifier: Apache-2.0
/** Models that rewind, whichever door they went through. */
@NullMarked
package io.nestrel.doors;

import org.jspecify.annotations.NullMarked;
