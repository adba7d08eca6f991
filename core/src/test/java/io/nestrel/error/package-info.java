// SPDX-License-Identifier: Apache-2.0
/** What exceptions still say after a journey to another machine. */
@NullMarked
package io.nestrel.error;

import org.jspecify.annotations.NullMarked;
