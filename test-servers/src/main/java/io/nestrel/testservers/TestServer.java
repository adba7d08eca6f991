// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

/**
 * A database server for tests, shared by everything in this JVM. It accepts connections when it is
 * handed out.
 *
 * <p>URLs carry user and password. The user may do everything, creating databases and ending other
 * connections included.
 *
 * <p>Thread-safe; but {@link #kill()} and {@link #restart()} hit everybody who uses the server.
 */
public interface TestServer {

  /** What the server says its version is, e.g. {@code 18.6} or {@code 11.4.5-MariaDB}. */
  String version();

  /**
   * The JDBC URL of one database that everything in this JVM shares; empty when first asked for,
   * and the same at every call.
   */
  String url();

  /** The JDBC URL of a new empty database, which nobody else has. */
  String freshDatabase();

  /**
   * Whether {@link #kill()} and {@link #restart()} work: they do not on a server that was there
   * already.
   */
  boolean restartable();

  /**
   * Ends the server as a crash does, without goodbye to its clients and without writing anything
   * more, and returns when it is gone. Does nothing if it is not running.
   *
   * @throws UnsupportedOperationException unless {@link #restartable()}
   */
  void kill();

  /**
   * Starts the server on the same port and data, killing it before if it is running, and returns
   * when it accepts connections. All that was committed is there again, and all URLs stay valid.
   *
   * @throws UnsupportedOperationException unless {@link #restartable()}
   * @throws ServerStartException if it does not start; its message has the server's output
   */
  void restart();
}
