// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLibrariesTest {

  private static final String ERROR =
      "echo \"$0: error while loading shared libraries: %s: cannot open shared object file\"";

  private final Path folder;

  SharedLibrariesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void puts_a_stand_in_for_each_missing_library() throws IOException {
    Path program =
        program(
            "for library in libaio.so.1 libnuma.so.1; do [ -e $(dirname $0)/$library ] || { "
                + ERROR.formatted("$library")
                + "; exit; }; done");

    SharedLibraries.supply(program, folder);

    assertThat(folder.resolve("libaio.so.1")).isNotEmptyFile();
    assertThat(folder.resolve("libnuma.so.1")).isNotEmptyFile();
  }

  @Test
  void leaves_a_machine_that_has_them_alone() throws IOException {
    SharedLibraries.supply(program("echo fine"), folder);

    assertThat(folder.resolve("libaio.so.1")).doesNotExist();
  }

  @Test
  void names_the_package_of_another_missing_library() throws IOException {
    Path program = program(ERROR.formatted("libstdc++.so.6"));

    assertThatExceptionOfType(ServerStartException.class)
        .isThrownBy(() -> SharedLibraries.supply(program, folder))
        .withMessageContaining("install Debian's package libstdc++6");
  }

  @Test
  void names_the_package_of_a_library_whose_stand_in_does_not_help() throws IOException {
    Path program = program(ERROR.formatted("libaio.so.1"));

    assertThatExceptionOfType(ServerStartException.class)
        .isThrownBy(() -> SharedLibraries.supply(program, folder))
        .withMessageContaining("install Debian's package libaio1");
  }

  private Path program(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
