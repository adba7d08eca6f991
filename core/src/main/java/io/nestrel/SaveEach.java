// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.ForEachTogether;
import io.nestrel.query.RowsLeftOutException;
import java.util.List;

/**
 * Saves records of which some may fail. How many are saved together follows from how it goes: few
 * where failures are frequent, for each makes what was with it be done again.
 */
final class SaveEach<T extends ActiveRecord<? super T>> implements ForEachTogether<T> {
  private static final int LEAST = 16;
  private static final int FIRST = 64;
  private static final int MOST = 1_024;

  private final SaveMany<T> many;
  private int size = FIRST;

  SaveEach(SaveMany<T> many) {
    this.many = many;
  }

  /** What callbacks do may depend on what others have done before. */
  @Override
  public int most() {
    return many.hasCallbacks() ? 1 : size;
  }

  @Override
  public void run(List<T> records) {
    many.together(records, true);
  }

  @Override
  public int[] suspects(Exception e) {
    return e instanceof RowsLeftOutException leftOut ? leftOut.rows() : new int[0];
  }

  @Override
  public void failed(boolean any) {
    size = any ? Math.max(LEAST, size / 4) : Math.min(MOST, size * 2);
  }

  @Override
  public String name() {
    return "saveEach";
  }
}
