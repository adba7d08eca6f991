// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between clients and a server as PgBouncer does that pools transactions: behind each client
 * connection are two of the server, and with every end of a transaction the client is given the
 * next one. It knows the borders of messages and no more of the protocol. The server has to ask for
 * passwords in clear text, as the servers of the build do.
 */
final class TransactionPooler implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):(\\d+)/");

  private final ServerSocket listener;
  private final String url;
  private final String host;
  private final int port;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

  /** Where each client is served now, by the key that it was given. */
  private final Map<String, Peer> clients = new ConcurrentHashMap<>();

  /**
   * @param serverUrl of the database behind it
   */
  TransactionPooler(String serverUrl) throws IOException {
    Matcher address = ADDRESS.matcher(serverUrl);
    if (!address.find()) {
      throw new IllegalArgumentException("The URL has no host and port");
    }
    host = address.group(1);
    port = Integer.parseInt(address.group(2));
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    url = address.replaceFirst("//127.0.0.1:" + listener.getLocalPort() + "/");
    start("pooler", this::accept);
  }

  /** The URL that leads through it. */
  String url() {
    return url;
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Peer client = new Peer(listener.accept());
      start("pooled-client", () -> serve(client));
    }
  }

  private void serve(Peer client) throws IOException {
    try (client) {
      byte[] startup = client.startup();
      if (startup.length == 0) {
        return;
      }
      List<Peer> connections = new ArrayList<>();
      try {
        byte[] password = new byte[0];
        for (int i = 0; i < 2; i++) {
          Peer connection = new Peer(new Socket(host, port));
          connections.add(connection);
          connection.send(startup);
          password = connection.logIn(client, password);
        }
        String key = connections.get(0).key; // which the client was told
        clients.put(key, connections.get(0));
        relay(client, connections, key);
      } finally {
        for (Peer connection : connections) {
          connection.close();
        }
      }
    }
  }

  private void relay(Peer client, List<Peer> connections, String key) throws IOException {
    int turn = 0;
    while (true) {
      Peer current = connections.get(turn);
      clients.put(key, current);
      byte[] request;
      do {
        request = client.message();
        current.send(request);
      } while ("QScf".indexOf(request[0]) < 0); // these are what a server answers
      byte[] answer;
      do {
        answer = current.message();
        client.send(answer);
      } while (answer[0] != 'Z' && answer[0] != 'G'); // ready, or now it reads a copy
      if (answer[0] == 'Z' && answer[5] == 'I') {
        turn = (turn + 1) % connections.size();
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Closeable peer : open) {
      peer.close();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One end has gone, and the other is closed: no more to do.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** A client or a server, as a stream of messages: a type, four bytes of length, and the rest. */
  private final class Peer implements Closeable {
    private static final int CANCEL = 80877102;
    private static final int SSL = 80877103;
    private static final int GSS = 80877104;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /** By which a server knows whose statement is to be cancelled. */
    private String key = "";

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      out = socket.getOutputStream();
      open.add(this);
    }

    /** A client's first message, which has no type; empty if it only wanted to cancel. */
    byte[] startup() throws IOException {
      while (true) {
        int length = in.readInt();
        int code = in.readInt();
        byte[] message = new byte[length];
        java.nio.ByteBuffer.wrap(message).putInt(length).putInt(code);
        in.readFully(message, 8, length - 8);
        if (code == CANCEL) {
          cancel(HexFormat.of().formatHex(message, 8, length));
          return new byte[0];
        } else if (code != SSL && code != GSS) {
          return message;
        }
        send(new byte[] {'N'});
      }
    }

    /** Stops what runs for the client with that key, wherever it runs now. */
    private void cancel(String key) throws IOException {
      Peer current = clients.get(key);
      if (current == null) {
        return;
      }
      byte[] secret = HexFormat.of().parseHex(current.key);
      try (Socket server = new Socket(host, port)) {
        DataOutputStream request = new DataOutputStream(server.getOutputStream());
        request.writeInt(8 + secret.length);
        request.writeInt(CANCEL);
        request.write(secret);
        request.flush();
        server.getInputStream().transferTo(OutputStream.nullOutputStream()); // until it is done
      }
    }

    /** Logs in at a server, with the client's answer where no password is known yet. */
    byte[] logIn(Peer client, byte[] known) throws IOException {
      byte[] password = known;
      while (true) {
        byte[] message = message();
        if (known.length == 0) {
          client.send(message);
        }
        if (message[0] == 'K') {
          key = HexFormat.of().formatHex(message, 5, message.length);
        }
        if (message[0] == 'R' && message[8] == 3) {
          password = known.length == 0 ? client.message() : known;
          send(password);
        } else if (message[0] == 'E') {
          throw new IOException("The server refuses the client");
        } else if (message[0] == 'Z') {
          return password;
        }
      }
    }

    byte[] message() throws IOException {
      byte type = in.readByte();
      int length = in.readInt();
      byte[] message = new byte[length + 1];
      java.nio.ByteBuffer.wrap(message).put(type).putInt(length);
      in.readFully(message, 5, length - 4);
      return message;
    }

    void send(byte[] message) throws IOException {
      out.write(message);
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      socket.close();
    }
  }
}
