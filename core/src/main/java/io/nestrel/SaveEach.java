// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.ForEachTogether;
import io.nestrel.query.OnRefusal;
import io.nestrel.query.RowsLeftOutException;
import java.util.List;

/**
 * Saves records of which some may fail. How many are saved together follows from how it goes, for
 * mostly a failure makes what was with it be done again: twice as many each time until the first
 * one; then a few more each time, and half as many after a failure. So the number settles at about
 * the root of 32 divided by the share of failures, near which the work is least.
 */
final class SaveEach<T extends ActiveRecord<? super T>> implements ForEachTogether<T> {
  private static final int LEAST = 16;
  private static final int STEP = 16;
  private static final int FIRST = 64;
  private static final int MOST = 1_024;

  private final SaveMany<T> many;
  private int size = FIRST;
  private boolean anyRepeated;

  SaveEach(SaveMany<T> many) {
    this.many = many;
  }

  @Override
  public void begin() {
    Lifecycle.refuseReadOnly("Records", many.backend(), "saved");
  }

  /** What callbacks do may depend on what others have done before. */
  @Override
  public int most() {
    return many.hasCallbacks() ? 1 : size;
  }

  @Override
  public int[] run(List<T> records) {
    return many.together(records, OnRefusal.LEAVE_OUT);
  }

  @Override
  public int[] suspects(Exception e) {
    return e instanceof RowsLeftOutException leftOut ? leftOut.rows() : NONE;
  }

  @Override
  public void repeated(boolean any) {
    anyRepeated |= any;
    if (any) {
      size = Math.max(LEAST, size / 2 / STEP * STEP);
    } else {
      size = Math.min(MOST, anyRepeated ? size + STEP : size * 2);
    }
  }

  @Override
  public String name() {
    return "saveEach";
  }
}
