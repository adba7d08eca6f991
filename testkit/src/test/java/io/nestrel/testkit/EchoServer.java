// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Sends every packet of one byte back, and remembers it. */
final class EchoServer implements AutoCloseable {

  private static final int PACKET = 5;

  private final ServerSocket listener;
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  EchoServer() {
    try {
      listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What a client sent whose connection is over, and how it ended; waits for one. */
  String receivedOfNextClient() throws InterruptedException {
    return received.take();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        start(() -> serve(client));
      } catch (IOException e) {
        // Closed at the end of the test.
      }
    }
  }

  private void serve(Socket client) {
    StringBuilder contents = new StringBuilder();
    try (client) {
      byte[] packet = client.getInputStream().readNBytes(PACKET);
      while (packet.length == PACKET) {
        contents.append((char) packet[PACKET - 1]);
        client.getOutputStream().write(packet);
        packet = client.getInputStream().readNBytes(PACKET);
      }
      received.add(contents + ", end");
    } catch (SocketException e) {
      received.add(contents + ", reset");
    } catch (IOException e) {
      received.add(contents + ", " + e);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "echo server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
