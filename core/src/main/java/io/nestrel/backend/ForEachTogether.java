// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the items of a run, several of them in one scope. For Nestrel's own layers;
 * applications write a {@link ForEachWork}. Belongs to one run.
 */
public interface ForEachTogether<E extends @Nullable Object> {
  /** No places. */
  int[] NONE = {};

  /** Throws, in the transaction, if there is no use in trying any item. */
  default void begin() {}

  /** How many items to do together next. */
  int most();

  /**
   * Does what is to be done with items; if it throws, it is rolled back.
   *
   * @return the places, from 0 and in order, of those that it has left out, to be done alone
   */
  int[] run(List<E> items) throws Exception;

  /**
   * Which items are to be done alone, after {@link #run} has thrown this; by their places, from 0
   * and in order. None if it is not known: then any of them may have failed.
   */
  default int[] suspects(Exception e) {
    return NONE;
  }

  /** Is told after each {@link #most} whether any of these items was done more than once. */
  void repeated(boolean any);

  /** The call that applications know, for messages. */
  String name();

  /** {@link Backend#forEach} with items that are done together as long as that works. */
  static <E extends @Nullable Object> ForEachResult<E> run(
      Backend backend,
      Iterable<? extends E> items,
      ForEachOptions options,
      ForEachTogether<E> work,
      Consumer<? super ForEachFailure<E>> onFailure) {
    return new ForEach<E>(backend, items, options, work, onFailure).run();
  }

  /** Each item by itself. */
  static <E extends @Nullable Object> ForEachTogether<E> alone(ForEachWork<? super E> work) {
    return new ForEachTogether<>() {
      @Override
      public int most() {
        return 1;
      }

      @Override
      public int[] run(List<E> items) throws Exception {
        work.run(items.get(0));
        return NONE;
      }

      @Override
      public void repeated(boolean any) {}

      @Override
      public String name() {
        return "forEach";
      }
    };
  }
}
