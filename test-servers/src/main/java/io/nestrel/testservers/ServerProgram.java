// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How one kind of server is unpacked, set up and started. The folder is the server's own: its files
 * are in {@code program}, its data in {@code data}.
 */
interface ServerProgram {

  /** The key of the jar in servers.properties; folders are named after it. */
  String name();

  /** Takes the files that are needed out of the jar. */
  void unpack(Path jar, Path folder) throws IOException;

  /** The command that makes the data folder; it ends by itself. */
  List<String> setUp(Path folder, String password) throws IOException;

  /** The command that serves, in the foreground and on loopback only, until it is killed. */
  List<String> serve(Path folder, int port, String password) throws IOException;

  /** The signal that ends it as a crash would. */
  String crashSignal();

  /** A database that is always there. */
  DatabaseUrl url(int port, String password);
}
