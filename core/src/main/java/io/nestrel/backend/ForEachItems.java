// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import io.nestrel.error.TransactionException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of one run, asked for one by one. Where the run commits every few, those since the last
 * commit are kept, so that a transaction that is tried again finds the same ones.
 */
final class ForEachItems<E extends @Nullable Object> {
  private final Iterable<? extends E> items;
  private final ForEachOptions options;
  private final List<E> chunk = new ArrayList<>();
  private @Nullable Iterator<? extends E> iterator;

  /** The index of the next item. */
  private long next;

  private long confirmed;

  ForEachItems(Iterable<? extends E> items, ForEachOptions options) {
    this.items = items;
    this.options = options;
    this.next = options.startAt();
    this.confirmed = next;
  }

  boolean hasNext() {
    return next - confirmed < chunk.size() || iterator().hasNext();
  }

  E next() {
    long place = next - confirmed;
    E item;
    if (place < chunk.size()) {
      item = chunk.get((int) place);
    } else {
      item = iterator().next();
      if (options.commitEvery() > 0) {
        chunk.add(item);
      }
    }
    next++;
    return item;
  }

  /** How many items have been given out, skipped ones included. */
  long position() {
    return next;
  }

  /** Goes back to the first item that is not confirmed. */
  void rewind() {
    if (next > confirmed && options.commitEvery() == 0) {
      throw new TransactionException(
          "The transaction of forEach cannot be tried again, for it keeps no items: add commitEvery(…), or have the transaction around it tried again");
    }
    next = confirmed;
  }

  /** The items given out so far are not needed again. */
  void confirm() {
    confirmed = next;
    chunk.clear();
  }

  private Iterator<? extends E> iterator() {
    if (iterator == null) {
      Iterator<? extends E> started = items.iterator();
      for (long skipped = 0; skipped < options.startAt(); skipped++) {
        if (!started.hasNext()) {
          throw new TransactionException(
              "startAt(%d) is beyond the end: there are only %d items, not those of the former run"
                  .formatted(options.startAt(), skipped));
        }
        started.next();
      }
      iterator = started;
    }
    return iterator;
  }
}
