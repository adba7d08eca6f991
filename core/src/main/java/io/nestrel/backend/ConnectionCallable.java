// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Work on the driver's connection that gives a value. The connection must not be kept. */
@FunctionalInterface
public interface ConnectionCallable<R extends @Nullable Object> {
  R call(Connection connection) throws SQLException;
}
