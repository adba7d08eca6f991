// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.error.UnsupportedFeatureException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the two servers it is, and how new.
 *
 * @param text as the server gives it, without what packagers have added
 */
record ServerVersion(boolean isMariaDb, int major, int minor, int patch, String text) {
  /** MariaDB stands behind 5.5.5 for old replicas. */
  private static final Pattern VERSION =
      Pattern.compile("(?:5\\.5\\.5-)?((\\d+)\\.(\\d+)\\.(\\d+)).*");

  /**
   * @param version what SELECT VERSION() gives
   * @throws UnsupportedFeatureException if it is older than MariaDB 10.5 or MySQL 5.7
   */
  static ServerVersion parse(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw new UnsupportedFeatureException(
          "The server calls its version \"%s\": it is neither MySQL nor MariaDB"
              .formatted(version));
    }
    ServerVersion parsed =
        new ServerVersion(
            version.contains("MariaDB"),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)),
            Integer.parseInt(matcher.group(4)),
            matcher.group(1));
    boolean isNewEnough = parsed.isMariaDb ? parsed.atLeast(10, 5) : parsed.atLeast(5, 7);
    if (!isNewEnough) {
      throw new UnsupportedFeatureException(
          "%s %s is too old for Nestrel, which needs %s or later"
              .formatted(parsed.name(), parsed.text, parsed.isMariaDb ? "10.5" : "5.7"));
    }
    return parsed;
  }

  String name() {
    return isMariaDb ? "MariaDB" : "MySQL";
  }

  boolean atLeast(int wantedMajor, int wantedMinor) {
    return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
  }
}
