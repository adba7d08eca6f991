// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a database said of a failure: the parts from which a {@link DatabaseException} is made.
 *
 * @param message the complete message of the exception
 * @param sqlState the SQLSTATE of ISO/IEC 9075, null where the driver gives none (SQLite)
 * @param vendorCode the database's own error code; 0 where it has none
 * @param sql the text of the statement, without values; null when it is not known
 * @param constraint the violated constraint as the database names it; null when it does not
 * @param cause the driver's exception
 */
public record DatabaseError(
    String message,
    @Nullable String sqlState,
    int vendorCode,
    @Nullable String sql,
    @Nullable String constraint,
    Throwable cause)
    implements Serializable {}
