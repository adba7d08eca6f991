// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.error.CheckViolationException;
import io.nestrel.error.ConnectionLostException;
import io.nestrel.error.ConstraintViolationException;
import io.nestrel.error.DatabaseError;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.DatabaseFullException;
import io.nestrel.error.DeadlockException;
import io.nestrel.error.ForeignKeyViolationException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.NotNullViolationException;
import io.nestrel.error.QueryTimeoutException;
import io.nestrel.error.ReadOnlyDatabaseException;
import io.nestrel.error.SerializationFailureException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.error.UniqueViolationException;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's error codes (appendix A of its manual) as exceptions. */
final class PostgresErrors {
  private static final Function<DatabaseError, DatabaseException> LOST =
      ConnectionLostException::new;

  private static final Map<String, Function<DatabaseError, DatabaseException>> BY_STATE =
      Map.ofEntries(
          Map.entry("23505", UniqueViolationException::new),
          Map.entry("23503", ForeignKeyViolationException::new),
          Map.entry("23502", NotNullViolationException::new),
          Map.entry("23514", CheckViolationException::new),
          Map.entry("40P01", DeadlockException::new),
          Map.entry("40001", SerializationFailureException::new),
          Map.entry("55P03", LockTimeoutException::new), // lock_not_available
          Map.entry("57014", QueryTimeoutException::new), // query_canceled
          Map.entry("57P01", LOST), // admin_shutdown
          Map.entry("57P02", LOST), // crash_shutdown
          Map.entry("57P03", LOST), // cannot_connect_now
          Map.entry("57P05", LOST), // idle_session_timeout
          Map.entry("25P03", LOST), // idle_in_transaction_session_timeout
          Map.entry("25P04", LOST), // transaction_timeout
          Map.entry("25006", ReadOnlyDatabaseException::new), // read_only_sql_transaction
          Map.entry("53100", DatabaseFullException::new)); // disk_full

  /** By the first two characters, the class of the code. */
  private static final Map<String, Function<DatabaseError, DatabaseException>> BY_CLASS =
      Map.of(
          "08", LOST,
          "23", ConstraintViolationException::new,
          "42", SqlSyntaxException::new);

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private PostgresErrors() {}

  static DatabaseException translate(SQLException failure, @Nullable String sql, String message) {
    DatabaseError error =
        new DatabaseError(
            message,
            failure.getSQLState(),
            failure.getErrorCode(),
            sql,
            constraint(failure),
            failure);
    return type(failure).apply(error);
  }

  static boolean isConnectionLost(SQLException failure) {
    return type(failure) == LOST;
  }

  private static Function<DatabaseError, DatabaseException> type(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (state.length() != 5 || state.equals(INSUFFICIENT_PRIVILEGE)) {
      return DatabaseException::new;
    }
    return BY_STATE.getOrDefault(
        state, BY_CLASS.getOrDefault(state.substring(0, 2), DatabaseException::new));
  }

  private static @Nullable String constraint(SQLException failure) {
    ServerErrorMessage details =
        failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
    if (details == null) {
      return null;
    }
    return details.getConstraint() == null ? details.getColumn() : details.getConstraint();
  }
}
