// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Connections that do something else than the driver's in one place. */
final class WrappedConnections {
  private WrappedConnections() {}

  /** A connection whose metadata tell another URL. */
  static Connection withUrl(Connection connection, UnaryOperator<String> url) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          Object result = invoke(connection, method, arguments);
          return result instanceof DatabaseMetaData data ? metaData(data, url) : result;
        });
  }

  private static DatabaseMetaData metaData(DatabaseMetaData data, UnaryOperator<String> url) {
    return proxy(
        DatabaseMetaData.class,
        (self, method, arguments) -> {
          Object result = invoke(data, method, arguments);
          return method.getName().equals("getURL") && result instanceof String real
              ? url.apply(real)
              : result;
        });
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            WrappedConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  static @Nullable Object invoke(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
