// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import io.nestrel.mapping.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a record is to the database. Immutable.
 *
 * @param state where it is in its life
 * @param stored the values last stored; null if it never was
 * @param origin the backend that loaded or saved it; null if none has
 * @param doubt what it was before a transaction of which nobody knows whether it was committed;
 *     null if there is no doubt
 */
record RecordTies(
    RecordState state,
    @Nullable Snapshot stored,
    @Nullable Backend origin,
    RecordRewinder.@Nullable Memory doubt) {
  static final RecordTies NEW = new RecordTies(RecordState.NEW, null, null, null);

  /** Loaded or saved. */
  static RecordTies persisted(Snapshot stored, Backend origin) {
    return new RecordTies(RecordState.PERSISTED, stored, origin, null);
  }

  RecordTies deleted() {
    return new RecordTies(RecordState.DELETED, stored, origin, null);
  }

  /**
   * The first doubt counts.
   *
   * @param where the backend that would know
   */
  RecordTies inDoubt(RecordRewinder.Memory before, @Nullable Backend where) {
    return new RecordTies(state, stored, where, doubt == null ? before : doubt);
  }
}
