// SPDX-License-Identifier: Apache-2.0
/** What is told of transactions while they run and when they end. */
@NullMarked
package io.nestrel.watching;

import org.jspecify.annotations.NullMarked;
