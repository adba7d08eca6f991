// SPDX-License-Identifier: Apache-2.0
/** What backends add to transactions, on a scripted connection. */
@NullMarked
package io.nestrel.backend;

import org.jspecify.annotations.NullMarked;
