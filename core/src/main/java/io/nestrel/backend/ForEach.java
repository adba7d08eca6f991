// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.dialect.Feature;
import io.nestrel.error.ForEachStoppedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link Backend#forEach}: chunks of items, each in a scope, and in it each item, or
 * some together, in a scope of their own.
 */
final class ForEach<E extends @Nullable Object> {
  private final Backend backend;
  private final ForEachOptions options;
  private final ForEachTogether<E> work;
  private final Consumer<? super ForEachFailure<E>> onFailure;
  private final ForEachItems<E> items;

  /** Whether the items belong to a transaction of the caller. */
  private final boolean inside;

  private final List<ForEachFailure<E>> failures = new ArrayList<>();

  /** Whether the server has confirmed the last transaction. */
  private boolean committed;

  /** Whether items of the last scope had to be done again. */
  private boolean repeated;

  /** How many items are confirmed. */
  private long position;

  ForEach(
      Backend backend,
      Iterable<? extends E> items,
      ForEachOptions options,
      ForEachTogether<E> work,
      Consumer<? super ForEachFailure<E>> onFailure) {
    this.backend = backend;
    this.options = options;
    this.work = work;
    this.onFailure = onFailure;
    this.items = new ForEachItems<>(items, options);
    this.inside = backend.inTransaction();
    this.position = options.startAt();
  }

  ForEachResult<E> run() {
    requireSavepoints();
    refuseCommitsInside();
    try {
      if (options.commitEvery() == 0) {
        chunk();
      } else {
        while (items.hasNext()) {
          chunk();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(e);
    } catch (Exception e) {
      throw stopped(e);
    }
    return new ForEachResult<>(processed(), failures, position);
  }

  private long processed() {
    return items.position() - options.startAt();
  }

  /** Goes through the items of one commit; what it reports counts only once that has happened. */
  private void chunk() throws Exception {
    long before = items.position();
    committed = false;
    failures.addAll(backend.transaction(options.transaction(), this::itemsOfChunk));
    if (!inside && !committed) {
      throw new UnexpectedRollbackException(
          "The transaction was set to roll back only, so nothing of it is committed", null);
    }
    items.confirm();
    if (!inside) {
      position = items.position();
    }
    if (items.position() > before) {
      options.onProgress().accept(new ForEachProgress(processed(), failures.size(), position));
    }
  }

  private List<ForEachFailure<E>> itemsOfChunk() throws Exception {
    items.rewind();
    work.begin();
    if (!inside) {
      backend.transactionManager().afterCommit(() -> committed = true);
    }
    long first = items.position();
    long end = options.commitEvery() == 0 ? Long.MAX_VALUE : first + options.commitEvery();
    List<ForEachFailure<E>> failed = new ArrayList<>();
    Stretch<E> next = take(Stretch.none(), end);
    while (!next.items().isEmpty()) {
      repeated = false;
      int done = run(next, failed, false);
      work.repeated(repeated);
      next = take(next.after(done), end);
    }
    if (items.position() > first) {
      options.savePosition().accept(items.position());
    }
    refuseRollbackOnly("The transaction of the items");
    return failed;
  }

  /**
   * As many items as fit into one scope.
   *
   * @param left those that were taken already
   * @param end where the commit comes
   */
  private Stretch<E> take(Stretch<E> left, long end) {
    List<E> taken = new ArrayList<>(left.items());
    while (taken.size() < work.most() && items.position() < end && items.hasNext()) {
      taken.add(items.next());
    }
    return new Stretch<>(taken, items.position() - taken.size());
  }

  /**
   * Runs items in one scope; if it fails they are split, until those that fail stand alone.
   *
   * @param failing whether one of them is known to fail, so that it is of no use to try all
   * @return how many of them, from the first one, are done; at least one
   */
  private int run(Stretch<E> stretch, List<ForEachFailure<E>> failed, boolean failing)
      throws Exception {
    List<E> together = stretch.items();
    if (failing && together.size() > 1) {
      return halves(stretch, failed);
    }
    int[] leftOut;
    try {
      leftOut = backend.transaction(() -> runAlone(together));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      refuseLost(e);
      if (together.size() == 1) {
        failedAlone(new ForEachFailure<>(stretch.index(), together.get(0), e), failed);
        return 1;
      }
      repeated = true;
      int[] suspects = work.suspects(e);
      return suspects.length == 0 ? halves(stretch, failed) : around(suspects, stretch, failed);
    }
    for (int place : leftOut) {
      runAll(stretch.part(place, place + 1), failed, false);
    }
    return together.size();
  }

  private void runAll(Stretch<E> stretch, List<ForEachFailure<E>> failed, boolean failing)
      throws Exception {
    Stretch<E> left = stretch.after(run(stretch, failed, failing));
    while (!left.items().isEmpty()) {
      left = left.after(run(left, failed, false));
    }
  }

  /** If all in the first half are good, one in the second half is not. */
  private int halves(Stretch<E> stretch, List<ForEachFailure<E>> failed) throws Exception {
    int before = failed.size();
    int half = stretch.items().size() / 2;
    runAll(stretch.part(0, half), failed, false);
    runAll(stretch.after(half), failed, failed.size() == before);
    return stretch.items().size();
  }

  /** Runs the suspects alone, and what is between them together, up to the last one. */
  private int around(int[] suspects, Stretch<E> stretch, List<ForEachFailure<E>> failed)
      throws Exception {
    int from = 0;
    for (int suspect : suspects) {
      if (suspect > from) {
        runAll(stretch.part(from, suspect), failed, false);
      }
      runAll(stretch.part(suspect, suspect + 1), failed, false);
      from = suspect + 1;
    }
    return from;
  }

  private void failedAlone(ForEachFailure<E> failure, List<ForEachFailure<E>> failed)
      throws Exception {
    if (!options.continueIf().test(failure.exception())) {
      throw failure.exception();
    }
    failed.add(failure);
    onFailure.accept(failure);
  }

  private int[] runAlone(List<E> together) throws Exception {
    int[] leftOut = work.run(together);
    refuseRollbackOnly("The scope of the item");
    return leftOut;
  }

  /** What is rolled back without a word must not count as done. */
  private void refuseRollbackOnly(String what) {
    if (backend.transactionManager().status() == TransactionStatus.ROLLBACK_ONLY) {
      throw new UnexpectedRollbackException(what + " was set to roll back only", null);
    }
  }

  /** Throws what stops the run, if the transaction is lost. */
  private void refuseLost(Exception failure) throws Exception {
    if (backend.transactionManager().status() != TransactionStatus.ACTIVE) {
      backend.transaction(() -> {}); // refused, with the first error as cause
      throw failure;
    }
  }

  private ForEachStoppedException stopped(Exception e) {
    return new ForEachStop(work.name(), items.position(), position, inside).because(e);
  }

  private void requireSavepoints() {
    if (!backend.dialect().supports(Feature.SAVEPOINTS)) {
      throw new UnsupportedFeatureException(
          "%s needs savepoints, one for each item, which %s %s does not have: loop over the items with transaction(…) for each"
              .formatted(work.name(), backend.dialect().name(), backend.dialect().version()));
    }
  }

  private void refuseCommitsInside() {
    if (inside && options.commitEvery() > 0) {
      throw new TransactionException(
          "commitEvery(%d) cannot end the transaction that is open around %s: call it outside, or leave commitEvery out"
              .formatted(options.commitEvery(), work.name()));
    }
  }
}
