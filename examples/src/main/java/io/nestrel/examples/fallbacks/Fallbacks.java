// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.fallbacks;

import static io.nestrel.examples.ExampleDatabase.IN_MEMORY;
import static io.nestrel.examples.fallbacks.Article.articles;
import static io.nestrel.examples.fallbacks.SalesOrder.Status.FULL;
import static io.nestrel.examples.fallbacks.SalesOrder.Status.PARTIAL;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills an order in full, else in part with a back order of the rest, else leaves it for approval.
 * A way that fails is rolled back alone, and the next one finds order and articles as they were.
 */
public final class Fallbacks {
  record Item(Article article, int quantity) {}

  /** A way to fill an order. */
  private interface Strategy {
    /**
     * @throws ShortageException if it cannot be filled so
     */
    void fill(SalesOrder order, List<Item> items);
  }

  private static final List<Strategy> STRATEGIES = List.of(Fallbacks::inFull, Fallbacks::inPart);

  private Fallbacks() {}

  public static void main(String[] args) {
    try (ExampleDatabase database = ExampleDatabase.open(IN_MEMORY, args)) {
      database.createTables(Fallbacks.class);
      Backend backend = database.backend();
      Article lamp = new Article("lamp", 5).save();
      Article chair = new Article("chair", 2).save();
      Article sofa = new Article("sofa", 0).save();
      report(place(backend, List.of(new Item(lamp, 2), new Item(chair, 1))));
      report(place(backend, List.of(new Item(lamp, 2), new Item(chair, 4))));
      report(place(backend, List.of(new Item(chair, 1), new Item(sofa, 1))));
      for (Article article : articles.query().orderBy("id").list()) {
        System.out.printf("%s: %d left%n", article.name(), article.stock());
      }
    }
  }

  private static void report(SalesOrder order) {
    String reason = order.reason();
    System.out.printf(
        "Order %d: %s%s%n", order.id(), order.status(), reason == null ? "" : ", " + reason);
  }

  /** Fills a new order in the first way that works. */
  static SalesOrder place(Backend backend, List<Item> items) {
    return backend.transaction(
        () -> {
          SalesOrder order = new SalesOrder().save();
          List<String> reasons = new ArrayList<>();
          for (Strategy strategy : STRATEGIES) {
            try {
              backend.transaction(() -> strategy.fill(order, items));
              return order;
            } catch (ShortageException e) {
              reasons.add(e.getMessage());
            }
          }
          return backend.transaction(() -> order.forApproval(String.join("; ", reasons)).save());
        });
  }

  private static void inFull(SalesOrder order, List<Item> items) {
    order.become(FULL).save();
    for (Item item : items) {
      item.article().take(item.quantity()).save();
      new OrderLine(order, item.article(), item.quantity(), 0).save();
    }
  }

  private static void inPart(SalesOrder order, List<Item> items) {
    order.become(PARTIAL).save();
    int delivered = 0;
    for (Item item : items) {
      int available = Math.min(item.quantity(), item.article().stock());
      item.article().take(available).save();
      new OrderLine(order, item.article(), available, item.quantity() - available).save();
      delivered += available;
    }
    if (delivered == 0) {
      throw new ShortageException("nothing to deliver now");
    }
  }
}
