// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement to run on the connection of the calling thread's transaction. */
@FunctionalInterface
public interface StatementWork<C extends ControlConnection, R extends @Nullable Object> {
  R run(C connection) throws SQLException;
}
