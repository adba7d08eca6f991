// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Threads that carry what one socket receives to another. They end when one of the two ends. */
final class Pumps {
  private static final int BUFFER = 1 << 16;

  private Pumps() {}

  /** What a thread of a proxy does. */
  interface Pump {
    void run() throws IOException, InterruptedException;
  }

  /**
   * @param due when it may arrive, in {@link System#nanoTime()}
   */
  private record Chunk(ByteBuffer bytes, long due) {}

  /** What comes goes on at once. */
  static void direct(Socket from, Socket to) {
    start("proxy forwards", () -> ending(to, () -> copy(from, to)));
  }

  /** What comes goes on after a delay; what comes meanwhile waits no longer than that. */
  static void delayed(Socket from, Socket to, Duration delay) {
    BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
    start("proxy receives", () -> receive(from, delay.toNanos(), underWay));
    start("proxy delivers", () -> ending(to, () -> deliver(underWay, to)));
  }

  private static void copy(Socket from, Socket to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    InputStream input = from.getInputStream();
    for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
      to.getOutputStream().write(buffer, 0, count);
    }
  }

  /** Puts an empty chunk behind the last one. */
  private static void receive(Socket from, long delay, BlockingQueue<Chunk> underWay)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream input = from.getInputStream();
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        underWay.add(
            new Chunk(ByteBuffer.wrap(Arrays.copyOf(buffer, count)), System.nanoTime() + delay));
      }
    } finally {
      underWay.add(new Chunk(ByteBuffer.allocate(0), System.nanoTime() + delay));
    }
  }

  private static void deliver(BlockingQueue<Chunk> underWay, Socket to)
      throws IOException, InterruptedException {
    for (Chunk chunk = underWay.take(); chunk.bytes().hasRemaining(); chunk = underWay.take()) {
      for (long left = left(chunk); left > 0; left = left(chunk)) {
        LockSupport.parkNanos(left);
      }
      to.getOutputStream().write(chunk.bytes().array());
    }
  }

  private static long left(Chunk chunk) {
    return chunk.due() - System.nanoTime();
  }

  private static void ending(Socket to, Pump pump) throws IOException, InterruptedException {
    try {
      pump.run();
    } finally {
      to.close();
    }
  }

  /** A connection that was cut is one that has ended. */
  static void start(String name, Pump pump) {
    Thread thread =
        new Thread(
            () -> {
              try {
                pump.run();
              } catch (IOException e) {
                // The other side is told by the end of its connection.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
