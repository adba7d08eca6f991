// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

/** What both tested servers are known to do with isolation levels and other options. */
final class MySqlTables {
  static final String ANOMALIES =
      """
      |  | dirty read | non repeatable read | phantom | phantom in update | lost update | write skew | read only anomaly |
      | read uncommitted | possible | possible | possible | possible | possible | possible | possible |
      | read committed | unseen | possible | possible | possible | possible | possible | possible |
      | repeatable read | unseen | unseen | unseen | possible | possible | possible | possible |
      | serializable | waits | waits | waits | waits | waits | waits | waits |
      """;

  static final String BEGINNINGS =
      """
      none: BEGIN; …; COMMIT
      read-only: START TRANSACTION READ ONLY; …; COMMIT
      READ_UNCOMMITTED: SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED; BEGIN; …; COMMIT
      READ_UNCOMMITTED, read-only: SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED; START TRANSACTION READ ONLY; …; COMMIT
      READ_COMMITTED: SET TRANSACTION ISOLATION LEVEL READ COMMITTED; BEGIN; …; COMMIT
      READ_COMMITTED, read-only: SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION READ ONLY; …; COMMIT
      REPEATABLE_READ: SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; BEGIN; …; COMMIT
      REPEATABLE_READ, read-only: SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION READ ONLY; …; COMMIT
      SERIALIZABLE: SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; BEGIN; …; COMMIT
      SERIALIZABLE, read-only: SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; START TRANSACTION READ ONLY; …; COMMIT
      SERIALIZABLE, read-only, deferrable: UnsupportedFeatureException
      SERIALIZABLE, deferrable: UnsupportedFeatureException
      read-only, deferrable: UnsupportedFeatureException
      DEFERRED: UnsupportedFeatureException
      DEFERRED, read-only: UnsupportedFeatureException
      IMMEDIATE: UnsupportedFeatureException
      IMMEDIATE, read-only: UnsupportedFeatureException
      EXCLUSIVE: UnsupportedFeatureException
      EXCLUSIVE, read-only: UnsupportedFeatureException
      """;

  private MySqlTables() {}
}
