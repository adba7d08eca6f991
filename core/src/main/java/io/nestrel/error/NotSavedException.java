// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

import org.jspecify.annotations.Nullable;

/**
 * Says which of many records could not be saved. It is never thrown, but suppressed in the
 * exception that the save threw.
 */
public final class NotSavedException extends NestrelException {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final transient @Nullable Object record;

  /**
   * @param index the record's place among those that were to be saved; the first is 0
   */
  public NotSavedException(int index, Object record) {
    super("It was the record with index %d that could not be saved: %s".formatted(index, record));
    this.index = index;
    this.record = record;
  }

  /** The record's place among those that were to be saved; the first is 0. */
  public int index() {
    return index;
  }

  /** The record; null once this was serialized. */
  public @Nullable Object record() {
    return record;
  }

  /** Without a stack trace: the exception that carries this one has it. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
