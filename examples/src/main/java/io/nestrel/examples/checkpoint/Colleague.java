// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.checkpoint;

import static io.nestrel.examples.checkpoint.Parcel.parcels;
import static io.nestrel.examples.checkpoint.Van.vans;

import io.nestrel.backend.Backend;
import io.nestrel.error.LockTimeoutException;

/** Somebody who works on the same tables at another desk, and does not wait long for a lock. */
final class Colleague {
  private final Backend backend;

  /**
   * @param backend one of their own
   */
  Colleague(Backend backend) {
    this.backend = backend;
  }

  /** Saves a new parcel; false if that would have had to wait. */
  boolean brings(Parcel parcel) {
    try {
      parcels.on(backend).save(parcel);
      return true;
    } catch (LockTimeoutException e) {
      return false;
    }
  }

  /** Changes the driver of a van; false if that would have had to wait. */
  boolean takes(Van van, String driver) {
    try {
      vans.on(backend).get(van.id()).drivenBy(driver).save();
      return true;
    } catch (LockTimeoutException e) {
      return false;
    }
  }
}
