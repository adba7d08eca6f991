// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

/** What to do where the database refuses some of the records that are inserted together. */
public enum OnRefusal {
  /** Fail. */
  FAIL,

  /** Fail, and find out which ones it refuses, if it tells. */
  FIND,

  /** The same, unless the others can be inserted all the same, as if those had not been there. */
  LEAVE_OUT
}
