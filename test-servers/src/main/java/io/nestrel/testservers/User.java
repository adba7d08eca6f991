// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whom servers run as. */
final class User {

  private static final int NOBODY = 65_534;

  private User() {}

  /** Whether this JVM runs as root. */
  static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  /**
   * What to put before a command that refuses to run as root: nothing, or, for root, a user
   * namespace where it is nobody in its own eyes, or, where there are no such namespaces, the user
   * nobody, to whom the files then belong.
   */
  static List<String> withoutRoot(Path... files) throws IOException {
    if (!isRoot()) {
      return List.of();
    }
    if (succeeds("unshare", "-U", "true")) {
      return List.of("unshare", "-U");
    }
    for (Path file : files) {
      Files.setAttribute(file, "unix:uid", NOBODY);
    }
    return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
  }

  private static boolean succeeds(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
