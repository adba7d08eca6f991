// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.error.NestrelException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Of records that were to be inserted together some cannot be; which ones is known, why is not yet.
 * Never seen by applications: each of these is then inserted alone. Immutable.
 */
public final class RowsLeftOutException extends NestrelException {
  private static final long serialVersionUID = 1L;

  private final int[] rows;

  RowsLeftOutException(int[] rows, @Nullable Throwable cause) {
    super("Rows cannot be inserted together with others: " + Arrays.toString(rows), cause);
    this.rows = rows.clone();
  }

  /** Nobody sees it. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  /** Their places in the list, from 0, in order. */
  public int[] rows() {
    return rows.clone();
  }

  /** The same, in a list that begins with so many others. */
  public RowsLeftOutException after(int others) {
    return others == 0
        ? this
        : new RowsLeftOutException(Arrays.stream(rows).map(row -> row + others).toArray(), this);
  }
}
