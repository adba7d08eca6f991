// SPDX-License-Identifier: Apache-2.0
/**
 * SQL as data: small immutable trees of a statement, which a dialect renders, and a lexer for the
 * text that applications write.
 */
@NullMarked
package io.nestrel.sql;

import org.jspecify.annotations.NullMarked;
