// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.sqlite.Collation;

/**
 * Compares texts that are decimal numbers by their values, exactly; other texts come after all
 * numbers. It has the name and the meaning of the collation in SQLite's own decimal extension
 * (sqlite.org/floatingpoint.html), which the {@code sqlite3} shell includes.
 */
final class DecimalCollation extends Collation {
  static final String NAME = "decimal";

  @Override
  protected int xCompare(String first, String second) {
    BigDecimal a = parse(first);
    BigDecimal b = parse(second);
    if (a != null && b != null) {
      return a.compareTo(b);
    } else if (a == null && b == null) {
      return first.compareTo(second);
    }
    return a == null ? 1 : -1;
  }

  private static @Nullable BigDecimal parse(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
