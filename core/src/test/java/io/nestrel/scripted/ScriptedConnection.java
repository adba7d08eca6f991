// SPDX-License-Identifier: Apache-2.0
package io.nestrel.scripted;

import io.nestrel.dialect.ServerState;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The JDBC side of the script: as much of it as the core uses. */
final class ScriptedConnection {
  private final ScriptedDatabase database;
  private boolean closed;
  private boolean autoCommit;

  ScriptedConnection(ScriptedDatabase database) {
    this.database = database;
    this.autoCommit = database.autoCommit();
  }

  Connection proxy() {
    return proxy(Connection.class, this::onConnection);
  }

  private @Nullable Object onConnection(Object self, Method method, @Nullable Object[] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "prepareStatement" -> {
        database.prepare((String) arguments[0]);
        yield statement(PreparedStatement.class, (String) arguments[0]);
      }
      case "createStatement" -> statement(Statement.class, null);
      case "getAutoCommit" -> autoCommit;
      case "setAutoCommit" -> {
        autoCommit = (boolean) arguments[0];
        yield null;
      }
      case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
      case "close" -> {
        if (!closed) {
          closed = true;
          database.closed(database.state != ServerState.IDLE);
        }
        yield null;
      }
      case "isClosed" -> closed;
      case "isValid" -> !closed;
      case "isWrapperFor" -> true;
      case "unwrap" -> self;
      case "getMetaData" ->
          proxy(DatabaseMetaData.class, (s, m, a) -> ScriptedProvider.url(database));
      case "hashCode" -> System.identityHashCode(self);
      case "equals" -> self == arguments[0];
      case "toString" -> "scripted connection";
      default -> throw new SQLException("not scripted: Connection." + method.getName());
    };
  }

  private <S extends Statement> S statement(Class<S> type, @Nullable String prepared) {
    return proxy(
        type,
        (self, method, arguments) -> {
          String sql =
              prepared == null && arguments != null && arguments.length > 0
                  ? String.valueOf(arguments[0])
                  : prepared;
          return switch (method.getName()) {
            case "execute" -> {
              receive(sql);
              yield false;
            }
            case "executeUpdate" -> {
              receive(sql);
              yield database.updateCount(sql);
            }
            case "getUpdateCount" -> database.updateCount(sql);
            case "getGeneratedKeys" -> result();
            case "executeQuery" -> {
              receive(sql);
              yield result();
            }
            case "close" -> {
              if (prepared != null) {
                database.closeStatement();
              }
              yield null;
            }
            default -> null; // setX
          };
        });
  }

  private void receive(@Nullable String sql) throws SQLException {
    if (closed) {
      throw new SQLException("the connection is closed", "CONNECTION");
    }
    database.receive(String.valueOf(sql));
  }

  private ResultSet result() {
    int[] next = {0};
    Object[][] rows = database.rows().toArray(Object[][]::new);
    return proxy(
        ResultSet.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "next" -> next[0]++ < rows.length;
              case "wasNull" -> false;
              case "close" -> null;
              case "getMetaData" -> proxy(ResultSetMetaData.class, (s, m, a) -> "column");
              case "findColumn" -> 1;
              default -> rows[next[0] - 1][(int) arguments[0] - 1];
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            ScriptedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
