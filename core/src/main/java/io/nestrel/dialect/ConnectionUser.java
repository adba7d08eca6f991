// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

/** Who uses a connection of the driver's. */
public enum ConnectionUser {
  /** Statements that Nestrel prepared. */
  NESTREL,

  /** The application itself, or a pool that is not Nestrel's. */
  APPLICATION
}
