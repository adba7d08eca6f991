// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Reads the files of this package. */
final class Resources {

  private Resources() {}

  static String text(String name) {
    try (InputStream input = open(name)) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the build has put the files of a server. */
  static Path serverJar(String name) throws IOException {
    Properties jars = new Properties();
    jars.load(new StringReader(text("servers.properties")));
    Path jar = Path.of(jars.getProperty(name, ""));
    if (!Files.isRegularFile(jar)) {
      throw new ServerStartException(
          "The files of "
              + name
              + " are missing: "
              + jar
              + ". Maven puts them there: run mvn generate-resources -pl test-servers");
    }
    return jar;
  }

  private static InputStream open(String name) throws IOException {
    InputStream input = Resources.class.getResourceAsStream(name);
    if (input == null) {
      throw new IOException(name + " is not beside " + Resources.class.getName());
    }
    return input;
  }
}
