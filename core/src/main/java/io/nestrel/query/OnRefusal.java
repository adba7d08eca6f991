// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

/** What to do where the database refuses some of the records that are inserted together. */
public enum OnRefusal {
  /** Fail. */
  FAIL,

  /** Fail, and find out which ones it refuses, if it tells. */
  FIND,

  /**
   * Insert the others and report the refused ones; where that could leave traces of them, do as
   * {@link #FIND}.
   */
  LEAVE_OUT
}
