// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

import io.nestrel.error.ConnectionLostException;
import io.nestrel.error.ConstraintViolationException;
import io.nestrel.error.DatabaseError;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.SerializationFailureException;
import io.nestrel.error.SqlSyntaxException;
import io.nestrel.sql.SqlTree;
import io.nestrel.type.PrimitiveTypes;
import io.nestrel.type.StandardTypes;
import io.nestrel.type.TypeAdapters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A dialect by the book (ISO/IEC 9075): the base of all others. Subclasses stay immutable. */
public abstract class AnsiDialect implements Dialect {
  /** How much of a statement stands in a message; all of it is in the exception. */
  private static final int MAX_SQL = 500;

  private final Set<Feature> features;

  protected AnsiDialect(Set<Feature> features) {
    EnumSet<Feature> copy = EnumSet.noneOf(Feature.class);
    copy.addAll(features);
    this.features = Collections.unmodifiableSet(copy);
  }

  @Override
  public final Set<Feature> features() {
    return features;
  }

  @Override
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public final String render(SqlTree tree) {
    return new SqlRenderer(
            this::quote, limitClause(), emptyRow(), supports(Feature.INSERT_RETURNING))
        .render(tree);
  }

  /** How a number of rows is asked for. */
  protected LimitClause limitClause() {
    return LimitClause.FETCH_FIRST;
  }

  /** What INSERT INTO a table is followed by for a row of nothing but defaults. */
  protected String emptyRow() {
    return "DEFAULT VALUES";
  }

  @Override
  public TypeAdapters types() {
    return AnsiTypes.ADAPTERS;
  }

  @Override
  public Duration lockTimeout() {
    return Duration.ofSeconds(30);
  }

  /** By the class of the SQLSTATE (ISO/IEC 9075-2, clause 24). */
  @Override
  public DatabaseException translate(SQLException failure, @Nullable String sql) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    DatabaseError error =
        new DatabaseError(
            describe(failure, sql),
            failure.getSQLState(),
            failure.getErrorCode(),
            sql,
            null,
            failure);
    return byState(state).apply(error);
  }

  private static Function<DatabaseError, DatabaseException> byState(String state) {
    if (state.startsWith("08")) {
      return ConnectionLostException::new;
    }
    if (state.startsWith("23")) {
      return ConstraintViolationException::new;
    }
    if (state.equals("40001")) {
      return SerializationFailureException::new;
    }
    if (state.startsWith("42")) {
      return SqlSyntaxException::new;
    }
    return DatabaseException::new;
  }

  /**
   * The message of a {@link DatabaseException}: what the database said, and to which statement, on
   * one line.
   */
  protected final String describe(SQLException failure, @Nullable String sql) {
    String said = String.valueOf(failure.getMessage());
    String where = sql == null ? "" : "; the statement was: " + shortened(sql);
    return "%s: %s%s".formatted(name(), said.strip().replaceAll("\\s*\\R\\s*", ", "), where);
  }

  private static String shortened(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_SQL ? line : line.substring(0, MAX_SQL) + "…";
  }

  private static final class AnsiTypes {
    static final TypeAdapters ADAPTERS =
        new TypeAdapters(StandardTypes.all(), new PrimitiveTypes());
  }
}
