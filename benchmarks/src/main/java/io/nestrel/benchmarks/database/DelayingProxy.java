// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A network between clients and a server: what the server sends arrives later, what clients send at
 * once. So each round trip takes the delay longer, and the amount of data does not matter.
 * Thread-safe.
 */
final class DelayingProxy implements AutoCloseable {
  private final InetSocketAddress server;
  private final Duration delay;
  private final ServerSocket listener;
  private final List<Socket> sockets = new ArrayList<>();

  private DelayingProxy(InetSocketAddress server, Duration delay) throws IOException {
    this.server = server;
    this.delay = delay;
    this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  }

  /** Listens on a free port of the loopback address. */
  static DelayingProxy to(InetSocketAddress server, Duration delay) throws IOException {
    DelayingProxy proxy = new DelayingProxy(server, delay);
    Pumps.start("proxy accepts", proxy::accept);
    return proxy;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = opened(listener.accept());
      Socket upstream = opened(new Socket(server.getAddress(), server.getPort()));
      Pumps.direct(client, upstream);
      Pumps.delayed(upstream, client, delay);
    }
  }

  private Socket opened(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    synchronized (this) {
      sockets.add(socket);
    }
    return socket;
  }

  /** Ends all connections. */
  @Override
  public synchronized void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
