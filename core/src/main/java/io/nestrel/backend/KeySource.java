// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

/** How the keys become known that an INSERT of several rows has made. */
public enum KeySource {
  /** They are the largest ones that there are now; an INSERT can give the rows back, too. */
  GROWING,
  /** The INSERT gives the rows back. */
  RETURNED,
  /** They are a block, whose first one the driver tells. */
  BLOCK,
  /** Not at all: the rows have to be inserted one by one, or as a batch of the driver's. */
  NONE
}
