// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.transaction.RawAccess;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final RawAccess access;
  private final List<Statement> statements = new ArrayList<>();
  private final Connection proxy;
  private boolean ended;

  RawConnection(Connection driver, RawAccess access) {
    this.driver = driver;
    this.access = access;
    this.proxy = wrap(Connection.class, this::onConnection);
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
      case "unwrap" -> arguments[0] == Connection.class ? proxy : call(driver, method, arguments);
      case "close" -> null;
      case "isClosed" -> ended;
      default -> call(driver, method, arguments);
    };
  }

  private @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (ended && method.getDeclaringClass() != Object.class) {
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
      access.beforeCall();
    }
    try {
      Object result = method.invoke(target, arguments);
      if (method.getName().equals("isValid") && Boolean.FALSE.equals(result)) {
        // It hides an error: on a Galera cluster the one that would tell of a lost transaction.
        access.failed(new SQLException("isValid() says that the connection is lost", "08000"));
      }
      return wrapped(method, result);
    } catch (InvocationTargetException e) {
      // Another thread may cancel; what goes wrong with that says nothing about the transaction.
      if (e.getCause() instanceof SQLException failure && !isCancel) {
        access.failed(failure);
      }
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private @Nullable Object wrapped(Method method, @Nullable Object result) {
    Class<?> type = method.getReturnType();
    if (result instanceof Connection && !method.getName().equals("unwrap")) {
      return proxy;
    } else if (result instanceof Statement statement && type.isInterface()) {
      statements.add(statement);
      return wrap(type, (self, m, arguments) -> call(statement, m, arguments));
    } else if (result instanceof ResultSet rows && type.isInterface()) {
      return wrap(type, (self, m, arguments) -> call(rows, m, arguments));
    }
    return result;
  }

  private static <T> T wrap(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            RawConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
