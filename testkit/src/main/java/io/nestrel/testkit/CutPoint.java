// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import java.util.Locale;

/**
 * Where a connection is cut.
 *
 * @param direction of the message
 * @param message counted from 1, in its direction, from when the proxy was armed
 * @param moment before or after the message was passed on
 */
public record CutPoint(Direction direction, int message, Moment moment) {

  /** The message is lost, or it is the last one that arrives. */
  public enum Moment {
    BEFORE,
    AFTER
  }

  @Override
  public String toString() {
    return "%s message %d from %s"
        .formatted(
            moment.name().toLowerCase(Locale.ROOT),
            message,
            direction == Direction.CLIENT_TO_SERVER ? "client to server" : "server to client");
  }
}
