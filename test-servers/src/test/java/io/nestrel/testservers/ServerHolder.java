// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;

/** A JVM that holds a server: says so when it runs, and ends when its input does. */
final class ServerHolder {

  private ServerHolder() {}

  public static void main(String[] args) throws IOException {
    System.out.println(Servers.valueOf(args[0]).get().version());
    while (System.in.read() >= 0) {
      // Input is only waited for.
    }
  }
}
