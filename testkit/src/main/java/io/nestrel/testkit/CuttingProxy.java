// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a database server, passes their messages on one by one, and can cut
 * the newest connection before or after any of them: both sides then see it reset, as when a
 * network or a machine fails. Other connections stay as they are, and new ones are accepted.
 *
 * <p>Arm it while the newest connection is idle; messages are counted from there. Thread-safe.
 */
public final class CuttingProxy implements AutoCloseable {

  private final InetSocketAddress server;
  private final MessageFraming framing;
  private final ServerSocket listener;
  private final List<ProxiedConnection> connections = new ArrayList<>();
  private @Nullable ProxiedConnection armed;
  private @Nullable Exception failure;
  private boolean closed;

  private CuttingProxy(InetSocketAddress server, MessageFraming framing) throws IOException {
    this.server = server;
    this.framing = framing;
    this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "proxy accepts");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Listens on a free port of the loopback address.
   *
   * @param server whose connections are made when clients connect
   */
  public static CuttingProxy to(InetSocketAddress server, MessageFraming framing)
      throws IOException {
    return new CuttingProxy(server, framing);
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Cuts the newest connection when it comes to that point. Forgets the point armed before.
   *
   * @throws IllegalStateException if nobody has connected yet
   */
  public synchronized void arm(CutPoint point) {
    newest().arm(point);
  }

  /**
   * Only counts the messages of the newest connection.
   *
   * @throws IllegalStateException if nobody has connected yet
   */
  public synchronized void count() {
    newest().arm(null);
  }

  /** Cuts no more. Gives whether it has cut since it was armed. */
  public synchronized boolean disarm() {
    return armed != null && armed.disarm();
  }

  /** How many messages have come this way since the last {@link #arm} or {@link #count()}. */
  public synchronized int counted(Direction direction) {
    return armed == null ? 0 : armed.count(direction);
  }

  /**
   * The round trips of the newest connection since the last {@link #arm} or {@link #count()}: for
   * each the commands that the client sent before it waited, see {@link MessageFraming#command}.
   */
  public synchronized List<List<String>> roundTrips() {
    return armed == null ? List.of() : armed.roundTrips();
  }

  private ProxiedConnection newest() {
    if (connections.isEmpty()) {
      throw new IllegalStateException("Nobody has connected to the proxy yet: open it first");
    }
    disarm();
    armed = connections.get(connections.size() - 1);
    return armed;
  }

  private void accept() {
    try {
      while (true) {
        connect(listener.accept());
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  private void connect(Socket client) throws IOException {
    Socket upstream = new Socket();
    try {
      upstream.connect(server);
    } catch (IOException e) {
      client.close(); // the client is told in the way that a server does that is down
      upstream.close();
      return;
    }
    ProxiedConnection connection = new ProxiedConnection(framing, client, upstream, this::failed);
    synchronized (this) {
      connections.add(connection);
      if (closed) {
        connection.reset();
      }
    }
    connection.start();
  }

  private synchronized void failed(IOException e) {
    if (!closed && failure == null) {
      failure = e;
    }
  }

  /**
   * Ends all connections.
   *
   * @throws IllegalStateException if messages have come that are not of the protocol
   */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    listener.close();
    connections.forEach(ProxiedConnection::reset);
    if (failure != null) {
      throw new IllegalStateException("The proxy did not understand what it passed on", failure);
    }
  }
}
