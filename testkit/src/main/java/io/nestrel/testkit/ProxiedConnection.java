// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.testkit.CutPoint.Moment;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection and the one to the server, and a thread for each direction between them.
 * Thread-safe.
 */
final class ProxiedConnection {

  private final MessageFraming framing;
  private final Socket client;
  private final Socket server;
  private final Consumer<ProtocolException> onProtocolFailure;
  private final Map<Direction, Integer> counts = new EnumMap<>(Direction.class);
  private final List<List<String>> roundTrips = new ArrayList<>();

  /** Whether the client waits for an answer, and whether the last one has come. */
  private boolean waiting;

  private boolean answered;
  private @Nullable CutPoint cutPoint;
  private boolean cut;

  ProxiedConnection(
      MessageFraming framing,
      Socket client,
      Socket server,
      Consumer<ProtocolException> onProtocolFailure)
      throws IOException {
    this.framing = framing;
    this.client = client;
    this.server = server;
    this.onProtocolFailure = onProtocolFailure;
    for (Socket socket : new Socket[] {client, server}) {
      // What was written has left before a reset can overtake it.
      socket.setTcpNoDelay(true);
    }
  }

  void start() {
    startPump(Direction.CLIENT_TO_SERVER, client, server);
    startPump(Direction.SERVER_TO_CLIENT, server, client);
  }

  private void startPump(Direction direction, Socket from, Socket to) {
    Thread thread = new Thread(() -> pump(direction, from, to), "proxy " + direction);
    thread.setDaemon(true);
    thread.start();
  }

  /** Counts from here on, and cuts at that point; null only counts. */
  synchronized void arm(@Nullable CutPoint point) {
    counts.clear();
    roundTrips.clear();
    waiting = false;
    answered = false;
    cut = false;
    cutPoint = point;
  }

  /** Cuts no more. Gives whether it has cut since it was armed. */
  synchronized boolean disarm() {
    cutPoint = null;
    return cut;
  }

  /** How many messages have come this way since it was armed. */
  synchronized int count(Direction direction) {
    return counts.getOrDefault(direction, 0);
  }

  /**
   * The commands of each round trip since it was armed: what the client sent before it waited for
   * the server.
   */
  synchronized List<List<String>> roundTrips() {
    return roundTrips.stream().map(List::copyOf).toList();
  }

  /** The moment at which to cut, if it is now. What comes after a cut goes nowhere. */
  private synchronized @Nullable Moment next(Direction direction, byte[] message) {
    if (cut) {
      return Moment.BEFORE;
    }
    if (direction == Direction.CLIENT_TO_SERVER) {
      if (roundTrips.isEmpty() || answered) {
        roundTrips.add(new ArrayList<>());
        answered = false;
      }
      roundTrips.get(roundTrips.size() - 1).add(framing.command(message));
      waiting |= framing.asksForAnswer(message);
    } else if (waiting) {
      waiting = false;
      answered = true;
    }
    int number = counts.merge(direction, 1, Integer::sum);
    cut = cutPoint != null && cutPoint.direction() == direction && cutPoint.message() == number;
    return cut && cutPoint != null ? cutPoint.moment() : null;
  }

  private void pump(Direction direction, Socket from, Socket to) {
    try {
      MessageReader reader = new MessageReader(framing, direction, from.getInputStream());
      OutputStream output = to.getOutputStream();
      byte[] message;
      while ((message = reader.next()) != null) {
        Moment moment = next(direction, message);
        if (moment != Moment.BEFORE) {
          output.write(message);
        }
        if (moment != null) {
          reset();
          return;
        }
      }
      to.shutdownOutput();
    } catch (ProtocolException e) {
      onProtocolFailure.accept(e);
      reset();
    } catch (IOException e) {
      reset(); // one side is gone, so the other goes too
    }
  }

  /** Closes both sides without goodbye. */
  void reset() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It was closed already.
      }
    }
  }
}
