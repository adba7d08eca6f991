// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import io.nestrel.type.PrimitiveTypes;
import io.nestrel.type.TypeAdapter;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes Java records from rows; generated for each record class as its nest mate. Public only for
 * that reason; not for applications.
 */
public abstract class RecordFactory {
  protected RecordFactory() {}

  /**
   * Makes a record from the current row.
   *
   * @param columns for each component its column, counted from 1
   * @param adapters for each component its adapter; null where a primitive needs none
   */
  public abstract Object create(
      ResultSet row, int[] columns, PrimitiveTypes primitives, @Nullable TypeAdapter<?>[] adapters)
      throws SQLException;
}
