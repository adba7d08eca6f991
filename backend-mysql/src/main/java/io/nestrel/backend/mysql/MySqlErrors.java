// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

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
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error numbers of MySQL and MariaDB as exceptions ("Server Error Message Reference" and
 * "MariaDB Error Codes" in their manuals). Drivers differ in the SQLSTATEs they give for them.
 */
final class MySqlErrors {
  private static final Function<DatabaseError, DatabaseException> LOST =
      ConnectionLostException::new;

  /** By the class of the SQLSTATE, where the number is not known. */
  private static final Map<String, Function<DatabaseError, DatabaseException>> BY_CLASS =
      Map.of(
          "08", LOST,
          "23", ConstraintViolationException::new,
          "42", SqlSyntaxException::new);

  /** The driver was told to fail over and has done so: what the session held is gone. */
  private static final String RECONNECTED = "25S03";

  /** Rights that are missing, which share their SQLSTATE with errors of syntax. */
  private static final Set<Integer> DENIED = Set.of(1044, 1045, 1142, 1143, 1227, 1370, 1698, 1873);

  private static final Map<Integer, Function<DatabaseError, DatabaseException>> BY_CODE = codes();

  /**
   * ER_CHECKREAD, ER_LOCK_DEADLOCK and its two forms for XA: InnoDB has rolled back everything. A
   * Galera cluster reports a conflict between two nodes as a deadlock too.
   */
  private static final Set<Integer> COST_TRANSACTION = Set.of(1020, 1213, 1613, 1614);

  /** Of one row of an INSERT: a key, a reference, NOT NULL, a check. */
  private static final Set<Integer> CONSTRAINTS = Set.of(1062, 1048, 1452, 3819, 4025);

  /**
   * ER_ERROR_DURING_COMMIT. A Galera node that leaves its cluster during a COMMIT says so, and
   * nevertheless has the transaction afterwards if the others had received it.
   */
  private static final int COMMIT_IN_DOUBT = 1180;

  /**
   * ER_UNKNOWN_COM_ERROR, with a SQLSTATE of lost connections: a Galera node that has left its
   * cluster refuses the statement, but keeps connection and transaction.
   */
  private static final int REFUSED_BY_NODE = 1047;

  private static final Pattern CONSTRAINT =
      Pattern.compile(
          "for key '([^']+)'"
              + "|CONSTRAINT `([^`]+)`"
              + "|[Cc]heck constraint '([^']+)'"
              + "|(?:Column|Field) '([^']+)'");

  private MySqlErrors() {}

  private static Map<Integer, Function<DatabaseError, DatabaseException>> codes() {
    Map<Integer, Function<DatabaseError, DatabaseException>> codes = new HashMap<>();
    put(codes, UniqueViolationException::new, 1022, 1062, 1169, 1586, 1859);
    put(codes, ForeignKeyViolationException::new, 1216, 1217, 1451, 1452, 1557, 1761, 1762);
    put(codes, NotNullViolationException::new, 1048, 1263, 1364);
    put(codes, CheckViolationException::new, 1369, 3819, 4025);
    put(codes, DeadlockException::new, 1213, 1613, 1614);
    put(codes, SerializationFailureException::new, 1020);
    put(codes, LockTimeoutException::new, 1205, 3572);
    put(codes, QueryTimeoutException::new, 1317, 1969, 3024);
    put(codes, ReadOnlyDatabaseException::new, 1036, 1290, 1792, 1836);
    put(codes, DatabaseFullException::new, 1021, 1114);
    // The server ends, ends the connection, or cannot read from or write to it.
    put(codes, LOST, 1053, 1079, 1080, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160, 1161);
    put(codes, LOST, 1184, 1927, 2006, 2013, 2055, 3169, 4031);
    put(codes, DatabaseException::new, REFUSED_BY_NODE);
    DENIED.forEach(code -> codes.put(code, DatabaseException::new));
    return Map.copyOf(codes);
  }

  private static void put(
      Map<Integer, Function<DatabaseError, DatabaseException>> codes,
      Function<DatabaseError, DatabaseException> type,
      int... numbers) {
    for (int number : numbers) {
      codes.put(number, type);
    }
  }

  static DatabaseException translate(SQLException failure, @Nullable String sql, String message) {
    SQLException told = told(failure);
    DatabaseError error =
        new DatabaseError(
            message,
            told.getSQLState(),
            told.getErrorCode(),
            sql,
            constraint(told.getMessage()),
            failure);
    return type(failure).apply(error);
  }

  static boolean isConnectionLost(SQLException failure) {
    return type(failure) == LOST;
  }

  /** Whether the server has rolled the whole transaction back. */
  static boolean costsTransaction(SQLException failure) {
    return COST_TRANSACTION.contains(told(failure).getErrorCode());
  }

  /** Whether the driver refused the statement, so that the server has never seen it. */
  static boolean isDrivers(SQLException failure) {
    return told(failure).getErrorCode() <= 0 && !isConnectionLost(failure);
  }

  /** Whether a row was refused because of a key, a reference or a check. */
  static boolean isViolation(SQLException failure) {
    return CONSTRAINTS.contains(told(failure).getErrorCode());
  }

  /** Whether nobody knows if what was to be committed is. */
  static boolean leavesDoubt(SQLException failure) {
    return told(failure).getErrorCode() == COMMIT_IN_DOUBT;
  }

  private static Function<DatabaseError, DatabaseException> type(SQLException failure) {
    SQLException told = told(failure);
    String state = told.getSQLState() == null ? "" : told.getSQLState();
    if (state.equals(RECONNECTED)) {
      return LOST;
    }
    String stateClass = state.length() == 5 ? state.substring(0, 2) : "";
    return BY_CODE.getOrDefault(
        told.getErrorCode(), BY_CLASS.getOrDefault(stateClass, DatabaseException::new));
  }

  /** What the server said: the driver's exception for a batch has it as its cause alone. */
  private static SQLException told(SQLException failure) {
    return failure instanceof BatchUpdateException && failure.getCause() instanceof SQLException e
        ? e
        : failure;
  }

  /** The key, constraint or column that the message names. */
  private static @Nullable String constraint(@Nullable String message) {
    Matcher matcher = CONSTRAINT.matcher(message == null ? "" : message);
    if (!matcher.find()) {
      return null;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    return null;
  }
}
