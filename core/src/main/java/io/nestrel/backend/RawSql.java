// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.TransactionDialect;
import io.nestrel.error.ImplicitCommitException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.ValidationException;
import io.nestrel.sql.SqlText;
import io.nestrel.transaction.StatementKind;
import io.nestrel.type.TypeAdapters;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement that the application wrote, checked and ready to be bound. Immutable. */
record RawSql(
    String text,
    StatementKind kind,
    boolean mayGiveRows,
    List<@Nullable Object> parameters,
    TypeAdapters types)
    implements Statements.Binder {
  /** What begins or sets a transaction in another way than BEGIN. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "(START|PREPARE) TRANSACTION.*|SET (SESSION |LOCAL )?TRANSACTION.*|SET (.* )?AUTOCOMMIT.*|XA .*");

  /** What ends a transaction, not only a part of it. */
  private static final Pattern ENDS =
      Pattern.compile("(COMMIT|END|ABORT|PREPARE TRANSACTION)( .*)?|ROLLBACK(?!.* TO ).*");

  /**
   * @throws ValidationException if the text does not take that many values, is empty, or holds
   *     several statements where the driver would run only the first
   * @throws TransactionException if it controls transactions
   * @throws ImplicitCommitException if it would make the database commit the open transaction
   */
  static RawSql of(
      String sql, List<@Nullable Object> parameters, Dialect dialect, boolean inTransaction) {
    SqlText text = SqlText.of(sql, dialect.syntax());
    if (text.parameterCount() != parameters.size()) {
      throw new ValidationException(
          "The number of values given (%d) is not that of the placeholders (%d; each is a ?): %s"
              .formatted(parameters.size(), text.parameterCount(), sql));
    } else if (text.statements().isEmpty()) {
      throw new ValidationException("There is no statement in the text \"%s\"".formatted(sql));
    } else if (text.statements().size() > 1 && !dialect.supports(Feature.MULTIPLE_STATEMENTS)) {
      throw new ValidationException(
          "The text holds %d statements, which %s does not run in one call: execute them one by one: %s"
              .formatted(text.statements().size(), dialect.name(), sql));
    }
    text.statements().forEach(statement -> refuseControl(statement, sql));
    StatementKind kind = kind(text, dialect.transactions());
    if (inTransaction && kind == StatementKind.END) {
      throw new ImplicitCommitException(
          "%s would commit the open transaction because of this statement, so it was not sent: run it before the transaction or after it: %s"
              .formatted(dialect.name(), sql));
    }
    return new RawSql(
        withCollations(text, parameters, dialect.types()),
        kind,
        text.mayGiveRows(),
        parameters,
        dialect.types());
  }

  /** What a text may do to the transaction that it runs in. */
  static StatementKind kind(SqlText text, TransactionDialect control) {
    List<String> statements = text.statements();
    if (statements.stream()
        .anyMatch(w -> ENDS.matcher(w).matches() || control.commitsImplicitly(w))) {
      return StatementKind.END;
    } else if (statements.stream().anyMatch(control::mayBeginAnother)) {
      return StatementKind.CALL;
    }
    return text.mayWrite() ? StatementKind.CHANGE : StatementKind.QUERY;
  }

  /** Values that are stored as text, but do not sort as text, say how they are compared. */
  private static String withCollations(
      SqlText text, List<@Nullable Object> parameters, TypeAdapters types) {
    boolean none = parameters.stream().allMatch(value -> types.collation(value) == null);
    if (none || parameters.size() != text.placeholders().size()) {
      return text.text();
    }
    return text.withSuffixes(
        i -> {
          String collation = types.collation(parameters.get(i));
          return collation == null ? "" : " COLLATE " + collation;
        });
  }

  private static void refuseControl(String words, String sql) {
    String call =
        switch (words.split(" ", 2)[0]) {
          case "BEGIN" -> "transaction(…) or beginTransaction()";
          case "COMMIT", "END" -> "commitTransaction(), or return from transaction(…)";
          case "ROLLBACK", "ABORT" ->
              words.contains(" TO")
                  ? "transactionManager().rollbackTo(…)"
                  : "rollbackTransaction(), or throw from transaction(…)";
          case "SAVEPOINT" -> "transactionManager().savepoint(…)";
          case "RELEASE" -> "transactionManager().release(…)";
          case "START", "SET", "PREPARE", "XA" ->
              CONTROL.matcher(words).matches() ? "transaction(…) with TransactionOptions" : null;
          default -> null;
        };
    if (call != null) {
      throw new TransactionException(
          "Transactions are not controlled by SQL text: use %s instead of: %s"
              .formatted(call, sql));
    }
  }

  @Override
  public void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      types.bind(statement, i + 1, parameters.get(i));
    }
  }

  /**
   * Itself.
   *
   * @throws ValidationException if it gives no rows that could be read
   */
  RawSql forRows() {
    if (!mayGiveRows) {
      throw new ValidationException(
          "The statement gives no rows, so it was not sent: run it with execute(…), or have it say RETURNING where the database has that: "
              + text);
    }
    return this;
  }

  /** Runs it; gives the number of rows changed or, where it gives rows, of those. */
  Call<Integer> execution() {
    return new Call<>(text) {
      @Override
      Integer with(PreparedStatement statement) throws SQLException {
        bind(statement);
        if (!execute(statement)) {
          return Math.max(0, statement.getUpdateCount());
        }
        int rows = 0;
        try (ResultSet result = statement.getResultSet()) {
          while (result.next()) {
            rows++;
          }
        }
        return rows;
      }
    };
  }
}
