// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import org.jspecify.annotations.Nullable;

/**
 * A table, unquoted as in the schema.
 *
 * @param schema null for the connection's own
 */
public record TableName(@Nullable String schema, String name) {
  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
