// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;

/**
 * A JVM that holds a server with a database: says their version and name when they are there, and
 * ends when its input does.
 */
final class ServerHolder {

  private ServerHolder() {}

  public static void main(String[] args) throws IOException {
    TestServer server = Servers.valueOf(args[0]).get();
    String database = DatabaseUrl.parse(server.url()).database();
    System.out.println(server.version() + "\n" + database);
    while (System.in.read() >= 0) {
      // Input is only waited for.
    }
  }
}
