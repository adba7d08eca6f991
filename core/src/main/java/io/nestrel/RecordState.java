// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

/** Where a record is in its life. */
enum RecordState {
  NEW,
  PERSISTED,
  DELETED
}
