// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections that record what is sent over them, and fail on command. Immutable settings: each
 * {@code with} method gives a new object. Not thread-safe in what it records.
 */
public final class RecordingDataSource implements DataSource {
  private final DataSource real;
  private final String urlPrefix;
  private final boolean autoCommit;
  private final String unrecorded;
  private final List<String> sent = new ArrayList<>();
  private final List<String> prepared = new ArrayList<>();
  private int borrowed;
  private int open;
  private @Nullable String failing;
  private boolean failingClose;

  private RecordingDataSource(
      DataSource real, String urlPrefix, boolean autoCommit, String unrecorded) {
    this.real = real;
    this.urlPrefix = urlPrefix;
    this.autoCommit = autoCommit;
    this.unrecorded = unrecorded;
  }

  public static RecordingDataSource of(DataSource real) {
    return new RecordingDataSource(real, "", true, "");
  }

  /** Connections whose metadata tell a URL with this prefix. */
  public RecordingDataSource withUrlPrefix(String prefix) {
    return new RecordingDataSource(real, prefix, autoCommit, unrecorded);
  }

  /** Connections that come with autocommit off. */
  public RecordingDataSource withAutoCommitOff() {
    return new RecordingDataSource(real, urlPrefix, false, unrecorded);
  }

  /** Leaves a statement out of what is recorded. */
  public RecordingDataSource without(String sql) {
    return new RecordingDataSource(real, urlPrefix, autoCommit, sql);
  }

  /** Forgets what was recorded. */
  public void clear() {
    sent.clear();
    prepared.clear();
    borrowed = 0;
  }

  /** The texts that were sent, in order. */
  public List<String> sent() {
    return List.copyOf(sent);
  }

  /** The first word of each statement sent. */
  public List<String> words() {
    return sent.stream().flatMap(text -> new SentText(text).words().stream()).toList();
  }

  /** The texts for which the driver was asked to prepare a statement, in order. */
  public List<String> prepared() {
    return List.copyOf(prepared);
  }

  /** How often a connection was asked for. */
  public int borrowed() {
    return borrowed;
  }

  /** How many connections are out. */
  public int open() {
    return open;
  }

  /** Makes the next statement that begins so fail, without sending it. */
  public void failNext(String beginning) {
    failing = beginning;
  }

  /** Makes the next close of a result fail. */
  public void failNextClose() {
    failingClose = true;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = real.getConnection();
    if (!autoCommit) {
      connection.setAutoCommit(false);
    }
    borrowed++;
    open++;
    Recorded recorded =
        new Recorded(WrappedConnections.withUrl(connection, url -> urlPrefix + url));
    return recorded.proxy;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("use getConnection()");
  }

  private void send(String sql) throws SQLException {
    if (failing != null && sql.startsWith(failing)) {
      failing = null;
      throw new SQLException("failed on command: " + sql, "HY000");
    }
    if (!sql.equals(unrecorded)) {
      sent.add(sql);
    }
  }

  /** One connection; stays in the path when a pool's wrapper is taken off. */
  private final class Recorded {
    private final Connection connection;
    private final Connection proxy;
    private boolean closed;

    Recorded(Connection connection) {
      this.connection = connection;
      this.proxy = WrappedConnections.proxy(Connection.class, this::onConnection);
    }

    private @Nullable Object onConnection(
        Object self, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      String name = method.getName();
      if (name.equals("unwrap") && arguments != null && Connection.class.equals(arguments[0])) {
        return proxy;
      } else if (name.equals("isWrapperFor")
          && arguments != null
          && Connection.class.equals(arguments[0])) {
        return true;
      } else if (name.equals("close") && !closed) {
        closed = true;
        open--;
      }
      Object result = WrappedConnections.invoke(connection, method, arguments);
      if (result instanceof PreparedStatement statement && arguments != null) {
        String sql = (String) arguments[0];
        prepared.add(sql);
        return statement(PreparedStatement.class, statement, sql);
      }
      return result instanceof Statement statement && method.getReturnType() == Statement.class
          ? statement(Statement.class, statement, null)
          : result;
    }

    private <T extends Statement> T statement(Class<T> type, T real, @Nullable String prepared) {
      return WrappedConnections.proxy(
          type,
          (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
              String text =
                  arguments != null && arguments[0] instanceof String sql ? sql : prepared;
              send(text == null ? method.getName() : text);
            }
            Object result = WrappedConnections.invoke(real, method, arguments);
            return result instanceof ResultSet rows ? rows(rows) : result;
          });
    }

    private ResultSet rows(ResultSet real) {
      return WrappedConnections.proxy(
          ResultSet.class,
          (self, method, arguments) -> {
            Object result = WrappedConnections.invoke(real, method, arguments);
            if (failingClose && method.getName().equals("close")) {
              failingClose = false;
              throw new SQLException("failed on command: close", "HY000");
            }
            return result;
          });
    }
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return real.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    real.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    real.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return real.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return real.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return real.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return real.isWrapperFor(type);
  }
}
