// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

/** Which way a message goes. */
public enum Direction {
  CLIENT_TO_SERVER,
  SERVER_TO_CLIENT
}
