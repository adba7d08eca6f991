// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.error.CheckViolationException;
import io.nestrel.error.ConnectionLostException;
import io.nestrel.error.ConstraintViolationException;
import io.nestrel.error.DatabaseError;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.DatabaseFullException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** SQLite's result codes (sqlite.org/rescode.html) as exceptions. */
final class SqliteErrors {
  private static final int PRIMARY = 0xff;
  private static final int BUSY = 5;

  /** By the extended code, then by the primary one, its low byte. */
  private static final Map<Integer, Function<DatabaseError, DatabaseException>> BY_CODE =
      Map.ofEntries(
          Map.entry(2067, UniqueViolationException::new), // CONSTRAINT_UNIQUE
          Map.entry(1555, UniqueViolationException::new), // CONSTRAINT_PRIMARYKEY
          Map.entry(2579, UniqueViolationException::new), // CONSTRAINT_ROWID
          Map.entry(787, ForeignKeyViolationException::new), // CONSTRAINT_FOREIGNKEY
          Map.entry(1299, NotNullViolationException::new), // CONSTRAINT_NOTNULL
          Map.entry(275, CheckViolationException::new), // CONSTRAINT_CHECK
          Map.entry(3091, CheckViolationException::new), // CONSTRAINT_DATATYPE, a strict table
          Map.entry(517, SerializationFailureException::new), // BUSY_SNAPSHOT
          Map.entry(5, LockTimeoutException::new), // BUSY
          Map.entry(6, LockTimeoutException::new), // LOCKED
          Map.entry(8, ReadOnlyDatabaseException::new), // READONLY
          Map.entry(9, QueryTimeoutException::new), // INTERRUPT
          Map.entry(13, DatabaseFullException::new), // FULL
          Map.entry(19, ConstraintViolationException::new)); // CONSTRAINT

  /** The parser and the name resolver say no more than SQLITE_ERROR. */
  private static final Pattern SYNTAX =
      Pattern.compile(
          "syntax error|no such (table|column|function|index|view|trigger|collation)"
              + "|incomplete input|unrecognized token|ambiguous column|has no column named"
              + "|has \\d+ columns|values for \\d+ columns|wrong number of arguments"
              + "|unknown database|unterminated");

  private static final Pattern CONSTRAINT = Pattern.compile("constraint failed: ([^)]+)");

  private SqliteErrors() {}

  static DatabaseException translate(SQLException failure, @Nullable String sql, String message) {
    String said = failure.getMessage() == null ? "" : failure.getMessage();
    int code = failure instanceof SQLiteException e ? e.getResultCode().code : 0;
    Matcher constraint = CONSTRAINT.matcher(said);
    Function<DatabaseError, DatabaseException> type = type(code, said);
    String hint =
        (code & PRIMARY) == BUSY
            ? " (another process kept its lock for longer than busy_timeout)"
            : "";
    DatabaseError error =
        new DatabaseError(
            message + hint,
            failure.getSQLState(),
            code,
            sql,
            constraint.find() ? constraint.group(1) : null,
            failure);
    return type.apply(error);
  }

  private static Function<DatabaseError, DatabaseException> type(int code, String said) {
    Function<DatabaseError, DatabaseException> known = BY_CODE.get(code);
    if (known == null) {
      known = BY_CODE.get(code & PRIMARY);
    }
    if (known != null) {
      return known;
    } else if (code == 1 && SYNTAX.matcher(said).find()) {
      return SqlSyntaxException::new;
    } else if (code == 0 && said.contains("connection closed")) {
      return ConnectionLostException::new;
    }
    return DatabaseException::new;
  }
}
