// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.transaction.TransactionOptions;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** How {@link Backend#forEach} goes. Immutable: each method gives a new object. */
public final class ForEachOptions {
  private static final ForEachOptions DEFAULTS =
      new ForEachOptions(
          0, 0, position -> {}, progress -> {}, failure -> true, TransactionOptions.defaults());

  private final int commitEvery;
  private final long startAt;
  private final LongConsumer savePosition;
  private final Consumer<? super ForEachProgress> onProgress;
  private final Predicate<? super Exception> continueIf;
  private final TransactionOptions transaction;

  private ForEachOptions(
      int commitEvery,
      long startAt,
      LongConsumer savePosition,
      Consumer<? super ForEachProgress> onProgress,
      Predicate<? super Exception> continueIf,
      TransactionOptions transaction) {
    this.commitEvery = commitEvery;
    this.startAt = startAt;
    this.savePosition = savePosition;
    this.onProgress = onProgress;
    this.continueIf = continueIf;
    this.transaction = transaction;
  }

  /** All items in one transaction, from the first one, whatever exception an item fails with. */
  public static ForEachOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Ends the real transaction every so many items, failed ones included, and begins another for the
   * next ones. Keeps locks short and, with up to 64 items, PostgreSQL fast.
   *
   * @throws IllegalArgumentException if less than 1
   */
  public ForEachOptions commitEvery(int items) {
    if (items < 1) {
      throw new IllegalArgumentException("A commit needs at least 1 item, not " + items);
    }
    return new ForEachOptions(items, startAt, savePosition, onProgress, continueIf, transaction);
  }

  /**
   * Skips the items that a former run has confirmed; the items must be the same in the same order.
   *
   * @param position as a former run has saved or reported it
   * @throws IllegalArgumentException if negative
   */
  public ForEachOptions startAt(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("A position is not negative, as is " + position);
    }
    return new ForEachOptions(
        commitEvery, position, savePosition, onProgress, continueIf, transaction);
  }

  /**
   * Is called inside the transaction, after the items and right before each COMMIT, with the
   * position that this commit confirms. What it writes is committed with the items or not at all: a
   * run that starts at the saved position does every item exactly once, even after a crash. Inside
   * a transaction of the caller it is called once, and what it writes waits for that transaction.
   */
  public ForEachOptions savePosition(LongConsumer save) {
    return new ForEachOptions(commitEvery, startAt, save, onProgress, continueIf, transaction);
  }

  /** Is called outside the transaction after each confirmed commit; inside one, at the end. */
  public ForEachOptions onProgress(Consumer<? super ForEachProgress> listener) {
    return new ForEachOptions(
        commitEvery, startAt, savePosition, listener, continueIf, transaction);
  }

  /**
   * Decides for an exception of an item: true rolls that item back and goes on, false stops the
   * run. Default: true for every {@code Exception} but {@code InterruptedException}, which always
   * stops it, as the loss of the transaction does.
   */
  public ForEachOptions continueIf(Predicate<? super Exception> goOn) {
    return new ForEachOptions(commitEvery, startAt, savePosition, onProgress, goOn, transaction);
  }

  /** What the transaction of the items asks for, each one with {@link #commitEvery}. */
  public ForEachOptions transaction(TransactionOptions options) {
    return new ForEachOptions(commitEvery, startAt, savePosition, onProgress, continueIf, options);
  }

  /** 0: never. */
  int commitEvery() {
    return commitEvery;
  }

  long startAt() {
    return startAt;
  }

  LongConsumer savePosition() {
    return savePosition;
  }

  Consumer<? super ForEachProgress> onProgress() {
    return onProgress;
  }

  Predicate<? super Exception> continueIf() {
    return continueIf;
  }

  TransactionOptions transaction() {
    return transaction;
  }
}
