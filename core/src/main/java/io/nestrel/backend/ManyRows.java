// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.error.DatabaseException;
import io.nestrel.sql.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How several rows are inserted at once, for Nestrel's own layers. Thread-safe. */
public interface ManyRows {

  /** How the keys become known that an INSERT of several rows has made. */
  KeySource keySource();

  /**
   * Runs an INSERT of several rows without a result. Its text is long, and is taken for one that
   * will run many times.
   *
   * @return the number of rows changed
   */
  int update(String sql, Statements.Binder binder);

  /** The same for one that was rendered with columns to return, whose rows are read. */
  <R extends @Nullable Object> R insert(
      String sql, Statements.Binder binder, Statements.ResultReader<R> reader);

  /** Whether the rows may come as one array for each column. */
  boolean unnests();

  /** Whether an INSERT has failed only because its rows came as arrays. */
  boolean isUnnestRefused(DatabaseException failure);

  /** Whether {@link #insertBatch} can be used. */
  boolean givesBatchedKeys();

  /**
   * Runs an INSERT for several rows as one batch of the driver's.
   *
   * @param binders one for each row
   * @param reader reads the generated keys, in the order of the rows
   */
  <R extends @Nullable Object> R insertBatch(
      String sql, List<Statements.Binder> binders, Statements.ResultReader<R> reader);

  /** Whether an INSERT can leave the rows out that a key forbids, and give the others back. */
  boolean leavesOut();

  /** Whether an INSERT has failed only because its table does not allow rows to be left out. */
  boolean isLeavingOutRefused(DatabaseException failure);

  /**
   * Whether a table is known to be an ordinary one without triggers, so that a row that an INSERT
   * leaves out leaves nothing else behind either.
   */
  boolean isPlain(TableName table);

  /**
   * At which row, from 0, an INSERT of several rows has failed that was the last statement; -1 if
   * the database does not tell. Where a trigger has failed, it may be a row of the trigger's.
   */
  int failedRow();
}
