// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

/**
 * What a database may or may not be able to do. A dialect's set is fixed from the server's real
 * version; core asks for features and never which database it is.
 */
public enum Feature {
  /** SAVEPOINT, ROLLBACK TO and RELEASE: nested scopes and explicit savepoints. */
  SAVEPOINTS,
  /** A second SAVEPOINT of the same name replaces the first, wherever it is on the stack. */
  SAVEPOINT_REPLACES_SAME_NAME,
  /**
   * The isolation level of this name (ISO/IEC 9075-2, 4.40.4), and not another one in its place.
   */
  READ_UNCOMMITTED,
  /** The isolation level of this name. */
  READ_COMMITTED,
  /** The isolation level of this name. */
  REPEATABLE_READ,
  /** The isolation level of this name. */
  SERIALIZABLE,
  /** A serializable transaction that only reads may wait until it can do so undisturbed. */
  DEFERRABLE_TRANSACTIONS,
  /** BEGIN says when locks are taken: DEFERRED, IMMEDIATE, EXCLUSIVE. */
  BEGIN_MODES,
  /** Constraints can be checked at COMMIT instead of after each statement. */
  DEFERRABLE_CONSTRAINTS,
  /** INSERT … RETURNING gives the values that the database made. */
  INSERT_RETURNING,
  /** The driver tells the generated key of each row of a batch, in the order of the rows. */
  BATCHED_KEYS,
  /**
   * The keys that one INSERT of several rows makes are a block, of which the driver tells the
   * first: they differ by {@code @@auto_increment_increment}.
   */
  KEY_BLOCKS,
  /**
   * A generated key is larger than all that are there, and nobody else inserts meanwhile; {@code
   * GROUP_CONCAT} shows in one value which rows have the largest ones.
   */
  GROWING_KEYS,
  /**
   * A parameter can be an array of one type for each column, and UNNEST makes rows of them, ISO/IEC
   * 9075-2, 7.6.
   */
  UNNEST,
  /** Tables may have no transactions: what is written to them stays after a rollback. */
  TABLES_WITHOUT_TRANSACTIONS,
  /** INSERT … ON CONFLICT. */
  UPSERT,
  /** DDL is part of the transaction and rolls back with it. */
  TRANSACTIONAL_DDL,
  /** SELECT … FOR UPDATE locks the rows that it reads until the transaction ends. */
  ROW_LOCKS,
  /** Several transactions may write at the same time; without it, writers queue. */
  CONCURRENT_WRITERS,
  /** Several connections may be used at the same time; without it, there is one for all threads. */
  CONCURRENT_CONNECTIONS,
  /** A result can be read bit by bit without a transaction around it. */
  CURSORS_OUTSIDE_TRANSACTIONS,
  /** One text may hold several statements; without it, the driver runs only the first. */
  MULTIPLE_STATEMENTS,
  /** Window functions, ISO/IEC 9075-2, 7.15. */
  WINDOW_FUNCTIONS,
  /** Generated columns, ISO/IEC 9075-2, 11.4. */
  GENERATED_COLUMNS,
  /** JSON functions in the SQL text. */
  JSON,
  /** ALTER TABLE … DROP COLUMN. */
  DROP_COLUMN,
  /** RIGHT and FULL OUTER JOIN. */
  FULL_OUTER_JOIN,
  /** Tables that refuse values of another type than the column's. */
  STRICT_TABLES
}
