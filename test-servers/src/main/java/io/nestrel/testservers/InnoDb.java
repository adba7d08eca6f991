// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the commands of MariaDB and MySQL have in common. */
final class InnoDb {

  private InnoDb() {}

  /** Options that must come first. */
  static List<String> folders(Path folder) throws IOException {
    List<String> options = new ArrayList<>();
    options.add("--no-defaults");
    options.add("--basedir=" + folder.resolve("program"));
    options.add("--datadir=" + folder.resolve("data"));
    if (User.isRoot()) {
      options.add("--user=root");
    }
    return options;
  }

  /**
   * Options of a server for tests. What is committed is written, but not to the disk: that survives
   * a crash of the server, not one of the machine.
   */
  static List<String> settings(int port) {
    return List.of(
        "--bind-address=127.0.0.1",
        "--port=" + port,
        // In the data folder: the path of a socket must be short.
        "--socket=socket",
        "--skip-name-resolve",
        "--skip-log-bin",
        "--max-connections=60",
        "--default-time-zone=+00:00",
        "--character-set-server=utf8mb4",
        "--innodb-buffer-pool-size=64M",
        "--innodb-doublewrite=0",
        "--innodb-flush-log-at-trx-commit=2");
  }

  /** An option that makes the tests' user when the server starts. */
  static String userFile(Path folder, String identified, String password) throws IOException {
    Path file = folder.resolve("user.sql");
    Files.writeString(
        file,
        """
        CREATE USER IF NOT EXISTS 'nestrel'@'127.0.0.1' IDENTIFIED WITH %s;
        GRANT ALL ON *.* TO 'nestrel'@'127.0.0.1' WITH GRANT OPTION;
        """
            .formatted(identified.formatted(password)));
    return "--init-file=" + file;
  }

  static DatabaseUrl url(int port, String password) {
    return new DatabaseUrl(
        "jdbc:mariadb://127.0.0.1:" + port,
        "mysql",
        "?user=nestrel&password=" + password + "&sslMode=disable");
  }
}
