// SPDX-License-Identifier: Apache-2.0
/** The lexer. */
@NullMarked
package io.nestrel.sql;

import org.jspecify.annotations.NullMarked;
