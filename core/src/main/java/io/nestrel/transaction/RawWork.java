// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The application's own use of a connection; reports the failures that it does not throw. */
@FunctionalInterface
public interface RawWork<C extends ControlConnection, R extends @Nullable Object> {
  R run(C connection, RawAccess access) throws SQLException;
}
