// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

/** What both tested servers are known to do with isolation levels and other options. */
final class PostgresTables {
  static final String ANOMALIES =
      """
      |  | dirty read | non repeatable read | phantom | phantom in update | lost update | write skew | read only anomaly |
      | read committed | unseen | possible | possible | possible | possible | possible | possible |
      | repeatable read | unseen | unseen | unseen | unseen | refused | possible | possible |
      | serializable | unseen | unseen | unseen | unseen | refused | refused | refused |
      """;

  static final String BEGINNINGS =
      """
      none: BEGIN; …; COMMIT
      read-only: BEGIN READ ONLY; …; COMMIT
      READ_UNCOMMITTED: BEGIN ISOLATION LEVEL READ COMMITTED; …; COMMIT
      READ_UNCOMMITTED, read-only: BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY; …; COMMIT
      READ_COMMITTED: BEGIN ISOLATION LEVEL READ COMMITTED; …; COMMIT
      READ_COMMITTED, read-only: BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY; …; COMMIT
      REPEATABLE_READ: BEGIN ISOLATION LEVEL REPEATABLE READ; …; COMMIT
      REPEATABLE_READ, read-only: BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; …; COMMIT
      SERIALIZABLE: BEGIN ISOLATION LEVEL SERIALIZABLE; …; COMMIT
      SERIALIZABLE, read-only: BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY; …; COMMIT
      SERIALIZABLE, read-only, deferrable: BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE; …; COMMIT
      SERIALIZABLE, deferrable: TransactionException
      read-only, deferrable: TransactionException
      DEFERRED: UnsupportedFeatureException
      DEFERRED, read-only: UnsupportedFeatureException
      IMMEDIATE: UnsupportedFeatureException
      IMMEDIATE, read-only: UnsupportedFeatureException
      EXCLUSIVE: UnsupportedFeatureException
      EXCLUSIVE, read-only: UnsupportedFeatureException
      """;

  private PostgresTables() {}
}
