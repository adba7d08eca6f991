// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import org.jspecify.annotations.Nullable;

/**
 * One term of ORDER BY.
 *
 * @param column unquoted name of a mapped column
 * @param collation the collation to sort by; null for the column's own
 */
public record Ordering(String column, boolean descending, @Nullable String collation) {}
