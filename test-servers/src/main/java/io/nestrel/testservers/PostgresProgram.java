// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL, which refuses to run as root.
 *
 * @param settings more of them, as {@code name=value}
 */
record PostgresProgram(String name, List<String> settings) implements ServerProgram {

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=60",
          "shared_buffers=32MB",
          "dynamic_shared_memory_type=mmap",
          "fsync=off",
          "full_page_writes=off",
          "wal_level=minimal",
          "max_wal_senders=0",
          "deadlock_timeout=200ms",
          "timezone=UTC",
          "log_timezone=UTC",
          // Not what clients do wrong, but why it does not start.
          "log_min_messages=log",
          "log_checkpoints=off");

  @Override
  public void unpack(Path jar, Path folder) throws IOException {
    Archives.unpackTar(jar, "postgres-linux-x86_64.txz", folder.resolve("program"));
  }

  @Override
  public List<String> setUp(Path folder, String password) throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path passwordFile = Files.writeString(folder.resolve("password"), password);
    List<String> command = new ArrayList<>(User.withoutRoot(folder, data, passwordFile));
    command.addAll(
        List.of(
            folder.resolve("program/bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=nestrel",
            "--pwfile=" + passwordFile,
            "--auth=password",
            "--locale=C",
            "--encoding=UTF8",
            "--no-sync",
            "--no-instructions"));
    return command;
  }

  @Override
  public List<String> serve(Path folder, int port, String password) throws IOException {
    Path data = folder.resolve("data");
    List<String> command = new ArrayList<>(User.withoutRoot(folder, data));
    command.add(folder.resolve("program/bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  /** Of which it leaves nothing behind, not even shared memory; its clients lose connection. */
  @Override
  public String crashSignal() {
    return "QUIT";
  }

  @Override
  public DatabaseUrl url(int port, String password) {
    return new DatabaseUrl(
        "jdbc:postgresql://127.0.0.1:" + port, "postgres", "?user=nestrel&password=" + password);
  }
}
