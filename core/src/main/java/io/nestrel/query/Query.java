// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.TooManyRowsException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.ValidationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question about the rows of a model. Immutable and thread-safe: each refinement gives a new
 * query, and each answer runs it anew, in the calling thread's transaction.
 *
 * <pre>{@code
 * accounts.where("balance < ?", BigDecimal.ZERO).orderBy("name", "createdAt desc").limit(10).list();
 * }</pre>
 *
 * @param <T> the model
 */
public interface Query<T> {

  /** All rows of a model's table. */
  static <T> Query<T> of(QuerySource<T> source) {
    return new ModelQuery<>(source);
  }

  /**
   * Only rows for which the condition holds, and those before it.
   *
   * @param sql a condition on columns, with a {@code ?} for each value
   * @throws ValidationException when the query runs, if the number of values is another
   */
  Query<T> where(String sql, @Nullable Object... parameters);

  /**
   * Sorts by properties or columns, after those given before: {@code "name"}, {@code "createdAt
   * desc"}.
   *
   * @throws ValidationException if one is not mapped; nothing else can be given here, so that user
   *     input cannot carry SQL
   */
  Query<T> orderBy(String... columns);

  /**
   * At most so many rows.
   *
   * @throws ValidationException if negative
   */
  Query<T> limit(int rows);

  /**
   * Without the first rows.
   *
   * @throws ValidationException if negative
   */
  Query<T> offset(int rows);

  /**
   * Locks the rows that are read until the transaction ends, so that nobody else changes, deletes
   * or locks them meanwhile: SELECT … FOR UPDATE. Where writers queue (SQLite), the transaction has
   * the whole database already; one that was begun as DEFERRED gets it with its first write, which
   * is refused if somebody else has written since.
   *
   * @throws TransactionException when the query runs, outside of a transaction or in one that may
   *     only read
   * @throws ValidationException when rows are counted, which locks none
   */
  Query<T> forUpdate();

  List<T> list();

  /** The first row; without {@link #orderBy} that of the lowest id. */
  Optional<T> first();

  /**
   * The only row.
   *
   * @throws RecordNotFoundException if there is none
   * @throws TooManyRowsException if there are more
   */
  T one();

  /**
   * The rows one by one, without holding them all. Close the stream; in a transaction it closes at
   * the latest when its scope ends.
   */
  Stream<T> stream();

  long count();

  boolean exists();

  /**
   * Changes the rows that this query finds, all or none. Records in memory, versions and timestamps
   * are not touched.
   *
   * @param assignments what stands behind SET, with a {@code ?} for each value
   * @return the number of rows changed
   */
  int update(String assignments, @Nullable Object... parameters);

  /**
   * Deletes the rows that this query finds, all or none, without loading them: no callbacks run.
   *
   * @return the number of rows deleted
   */
  int deleteAll();
}
