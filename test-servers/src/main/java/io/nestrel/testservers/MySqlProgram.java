// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * MySQL.
 *
 * @param options added to the command line
 */
record MySqlProgram(List<String> options) implements ServerProgram {

  @Override
  public String name() {
    return "mysql";
  }

  @Override
  public void unpack(Path jar, Path folder) throws IOException {
    Path program = folder.resolve("program");
    Archives.unpackTar(jar, "mysql-Linux-amd64.tar.gz", program);
    SharedLibraries.supply(program.resolve("bin/mysqld"), program.resolve("lib/private"));
  }

  @Override
  public List<String> setUp(Path folder, String password) throws IOException {
    List<String> command = command(folder);
    command.add("--initialize-insecure");
    return command;
  }

  @Override
  public List<String> serve(Path folder, int port, String password) throws IOException {
    List<String> command = command(folder);
    command.addAll(InnoDb.settings(port));
    command.add(InnoDb.userFile(folder, "mysql_native_password BY '%s'", password));
    command.add("--mysqlx=OFF");
    command.addAll(options);
    return command;
  }

  private static List<String> command(Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(folder.resolve("program/bin/mysqld").toString());
    command.addAll(InnoDb.folders(folder));
    command.add("--innodb-use-native-aio=0");
    command.add("--innodb-flush-method=nosync");
    command.add("--innodb-redo-log-capacity=32M");
    command.add("--performance-schema=OFF");
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
