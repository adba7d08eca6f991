// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes an object from the current row. Must not move the result set, nor keep it. */
@FunctionalInterface
public interface RowMapper<R extends @Nullable Object> {
  R map(ResultSet row) throws SQLException;
}
