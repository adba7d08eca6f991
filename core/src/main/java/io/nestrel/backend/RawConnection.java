// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.dialect.Dialect;
import io.nestrel.sql.SqlText;
import io.nestrel.transaction.RawAccess;
import io.nestrel.transaction.StatementKind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The driver's connection as it is lent to the application: it refuses to end the transaction,
 * notes every failure, also one that the application catches, refuses to go on after one that cost
 * the scope, and closes what was left open.
 */
final class RawConnection implements AutoCloseable {
  private static final Map<String, String> REFUSED =
      Map.of(
          "commit", "commitTransaction()",
          "rollback", "rollbackTransaction()",
          "setAutoCommit", "beginTransaction()",
          "setSavepoint", "transactionManager().savepoint()",
          "releaseSavepoint", "transactionManager().release(…)",
          "setTransactionIsolation", "TransactionOptions",
          "setReadOnly", "TransactionOptions.readOnly(…)",
          "abort", "Backend.close()");

  private final Thread owner = Thread.currentThread();
  private final Connection driver;
  private final Dialect dialect;
  private final RawAccess access;
  private final Set<Statement> statements = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Connection proxy;
  private boolean ended;

  RawConnection(Connection driver, Dialect dialect, RawAccess access) {
    this.driver = driver;
    this.dialect = dialect;
    this.access = access;
    this.proxy = wrap(Connection.class, driver, this::onConnection);
  }

  Connection proxy() {
    return proxy;
  }

  @Override
  public void close() throws SQLException {
    ended = true;
    SQLException first = null;
    for (Statement statement : statements) {
      try {
        statement.close();
      } catch (SQLException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      access.failed(first);
      throw first;
    }
  }

  private @Nullable Object onConnection(Object self, Method method, @Nullable Object[] arguments)
      throws Throwable {
    String replacement = REFUSED.get(method.getName());
    if (replacement != null) {
      throw new SQLException(
          "%s() is refused on a connection that Nestrel lends: use %s"
              .formatted(method.getName(), replacement));
    }
    return switch (method.getName()) {
      case "unwrap" ->
          arguments[0] == Connection.class
              ? proxy
              : call(driver, method, arguments, StatementKind.CHANGE);
      case "close" -> null;
      case "isClosed" -> ended;
      default -> call(driver, method, arguments, StatementKind.CHANGE);
    };
  }

  private @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments, StatementKind kind)
      throws Throwable {
    if (ended) {
      throw new SQLException(
          "The connection was lent for the work of withConnection(…) only, which has ended");
    }
    boolean isCancel = method.getName().equals("cancel");
    if (!isCancel && Thread.currentThread() != owner) {
      throw new SQLException(
          "The connection was lent to thread \"%s\", which alone may use it"
              .formatted(owner.getName()));
    }
    if (!isCancel && !method.getName().equals("close")) {
      access.beforeCall(kind);
    }
    try {
      Object result = method.invoke(target, arguments);
      if (method.getName().equals("isValid") && Boolean.FALSE.equals(result)) {
        // It hides an error: on a Galera cluster the one that would tell of a lost transaction.
        access.failed(new SQLException("isValid() says that the connection is lost", "08000"));
      }
      access.worked(kind);
      return wrapped(method, arguments, result);
    } catch (InvocationTargetException e) {
      // Another thread may cancel; what goes wrong with that says nothing about the transaction.
      if (e.getCause() instanceof SQLException failure && !isCancel) {
        access.failed(failure);
      }
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private @Nullable Object wrapped(
      Method method, @Nullable Object @Nullable [] arguments, @Nullable Object result) {
    Class<?> type = method.getReturnType();
    if (result instanceof Connection && !method.getName().equals("unwrap")) {
      return proxy;
    } else if (result instanceof Statement statement && type.isInterface()) {
      statements.add(statement);
      return wrap(type, statement, new RawStatement(statement, kind(arguments)));
    } else if (result instanceof ResultSet rows && type.isInterface()) {
      return wrap(type, rows, (self, m, given) -> call(rows, m, given, StatementKind.QUERY));
    } else if (result instanceof DatabaseMetaData data) {
      return wrap(type, data, (self, m, given) -> call(data, m, given, StatementKind.QUERY));
    }
    return result;
  }

  /** What the text does that a call was given, if it was given one. */
  private StatementKind kind(@Nullable Object @Nullable [] arguments) {
    return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
        ? RawSql.kind(SqlText.of(sql, dialect.syntax()), dialect.transactions())
        : StatementKind.CHANGE;
  }

  /** A statement of the driver's, and what it does when it is executed without a text. */
  private final class RawStatement implements InvocationHandler {
    private final Statement statement;
    private StatementKind prepared;

    RawStatement(Statement statement, StatementKind prepared) {
      this.statement = statement;
      this.prepared = prepared;
    }

    @Override
    public @Nullable Object invoke(
        Object self, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      StatementKind kind = StatementKind.CHANGE;
      if (method.getName().startsWith("execute")) {
        kind = arguments == null ? prepared : kind(arguments);
      } else if (method.getName().equals("addBatch") && arguments != null) {
        StatementKind added = kind(arguments);
        prepared = added.compareTo(prepared) > 0 ? added : prepared;
      }
      Object result = call(statement, method, arguments, kind);
      if (method.getName().equals("close")) {
        statements.remove(statement);
      }
      return result;
    }
  }

  private static <T> T wrap(Class<T> type, Object target, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            RawConnection.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? ofObject(self, method, arguments, target)
                    : handler.invoke(self, method, arguments)));
  }

  /** Sends nothing, whatever became of the transaction. */
  private static Object ofObject(
      Object self, Method method, @Nullable Object @Nullable [] arguments, Object target) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "lent " + target;
    };
  }
}
