// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shared libraries that a program links and the machine may lack. Stand-ins for two of them, which
 * the program links but does not use, come with this class: see {@code src/main/stubs}.
 */
final class SharedLibraries {

  private static final Set<String> STAND_INS = Set.of("libaio.so.1", "libnuma.so.1");
  private static final Map<String, String> PACKAGES =
      Map.of(
          "libaio.so.1", "libaio1",
          "libnuma.so.1", "libnuma1",
          "libstdc++.so.6", "libstdc++6",
          "libgcc_s.so.1", "libgcc-s1");
  private static final Pattern MISSING =
      Pattern.compile("error while loading shared libraries: (?<library>[^:]+): cannot open");

  private SharedLibraries() {}

  /**
   * Puts stand-ins for the missing libraries into the folder.
   *
   * @throws ServerStartException if another one is missing; the message names Debian's package
   */
  static void supply(Path program, Path folder) throws IOException {
    while (true) {
      String output = version(program);
      Matcher missing = MISSING.matcher(output);
      if (!missing.find()) {
        return;
      }
      String library = missing.group("library");
      if (!STAND_INS.contains(library) || Files.exists(folder.resolve(library))) {
        throw new ServerStartException(message(program, library, output));
      }
      Files.write(
          folder.resolve(library),
          Base64.getMimeDecoder().decode(Resources.text(library + ".base64")));
    }
  }

  static String message(Path program, String library, String output) {
    return "%s needs %s, which this machine lacks: install Debian's package %s. It wrote:%n%s"
        .formatted(
            program.getFileName(), library, PACKAGES.getOrDefault(library, "that has it"), output);
  }

  private static String version(Path program) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
