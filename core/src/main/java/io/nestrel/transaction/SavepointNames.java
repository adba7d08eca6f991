// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.InvalidSavepointException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which names a savepoint may have, and which two are the same. */
final class SavepointNames {
  /** PostgreSQL cuts longer identifiers (NAMEDATALEN), so that two could become one. */
  static final int MAX_BYTES = 63;

  private static final String PREFIX = "SP_";

  private static final String[] AUTOMATIC =
      IntStream.range(0, 100).mapToObj(n -> PREFIX + n).toArray(String[]::new);

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private SavepointNames() {}

  static String check(String name) {
    if (name.isBlank()) {
      throw new InvalidSavepointException(
          "A savepoint needs a name that is not blank; savepoint() makes one up");
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new InvalidSavepointException(
          "The savepoint name \"%s\" has %d bytes; at most %d are safe on every database"
              .formatted(name, bytes, MAX_BYTES));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new InvalidSavepointException(
          "A savepoint's name cannot hold half of a surrogate pair: two such names would be one to the database");
    }
    if (name.indexOf('\0') >= 0) {
      throw new InvalidSavepointException("A savepoint's name cannot hold the character U+0000");
    }
    return name;
  }

  /** Names that are equal here are one savepoint to MariaDB, which ignores case and accents. */
  static String fold(String name) {
    if (isAscii(name)) {
      return name.toUpperCase(Locale.ROOT);
    }
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /** The n-th name that is made up. */
  static String automatic(int n) {
    return n < AUTOMATIC.length ? AUTOMATIC[n] : PREFIX + n;
  }

  /** Whether it is one of those that come again and again. */
  static boolean isAutomatic(String name) {
    return name.startsWith(PREFIX) && name.length() <= PREFIX.length() + 2;
  }
}
