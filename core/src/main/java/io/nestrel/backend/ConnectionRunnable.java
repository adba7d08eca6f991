// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on the driver's connection that gives no value. The connection must not be kept. */
@FunctionalInterface
public interface ConnectionRunnable {
  void run(Connection connection) throws SQLException;
}
