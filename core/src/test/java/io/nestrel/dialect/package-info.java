// SPDX-License-Identifier: Apache-2.0
/** The base of all dialects. */
@NullMarked
package io.nestrel.dialect;

import org.jspecify.annotations.NullMarked;
