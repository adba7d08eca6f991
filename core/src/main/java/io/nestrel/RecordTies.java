// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import org.jspecify.annotations.Nullable;

/**
 * What a record is to the database, apart from its values; all that one query has loaded share one.
 * Immutable.
 *
 * @param state where it is in its life
 * @param origin the backend that loaded or saved it; null if none has
 * @param doubt what it was before a transaction of which nobody knows whether it was committed;
 *     null if there is no doubt
 */
record RecordTies(
    RecordState state, @Nullable Backend origin, RecordRewinder.@Nullable Memory doubt) {
  static final RecordTies NEW = new RecordTies(RecordState.NEW, null, null);

  /** Loaded or saved. */
  static RecordTies persisted(Backend origin) {
    return new RecordTies(RecordState.PERSISTED, origin, null);
  }

  /** The same, once it is saved. */
  RecordTies saved(Backend on) {
    return state == RecordState.PERSISTED && origin == on && doubt == null ? this : persisted(on);
  }

  RecordTies deleted() {
    return new RecordTies(RecordState.DELETED, origin, null);
  }

  /**
   * The first doubt counts.
   *
   * @param where the backend that would know
   */
  RecordTies inDoubt(RecordRewinder.Memory before, @Nullable Backend where) {
    return new RecordTies(state, where, doubt == null ? before : doubt);
  }
}
