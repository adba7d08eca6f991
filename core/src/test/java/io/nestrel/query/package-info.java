// SPDX-License-Identifier: Apache-2.0
/** The texts of statements and how long they are kept. */
@NullMarked
package io.nestrel.query;

import org.jspecify.annotations.NullMarked;
