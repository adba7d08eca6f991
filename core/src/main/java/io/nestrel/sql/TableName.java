// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table, unquoted as in the schema.
 *
 * @param schema null for the connection's own
 */
public record TableName(@Nullable String schema, String name) {
  /** As it stands in a statement, each part quoted. */
  public String quoted(UnaryOperator<String> quote) {
    return schema == null ? quote.apply(name) : quote.apply(schema) + "." + quote.apply(name);
  }

  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
