// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.fallbacks;

import static io.nestrel.examples.fallbacks.SalesOrder.Status.FOR_APPROVAL;
import static io.nestrel.examples.fallbacks.SalesOrder.Status.FULL;
import static io.nestrel.examples.fallbacks.SalesOrder.Status.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nestrel.backend.Backend;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import io.nestrel.examples.fallbacks.Fallbacks.Item;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class FallbacksTest {
  private final ExampleDatabase database;
  private final Backend backend;
  private final Article lamp = new Article("lamp", 5);
  private final Article chair = new Article("chair", 2);
  private final Article sofa = new Article("sofa", 0);

  FallbacksTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
  }

  @BeforeEach
  void fillTables() {
    database.createTables(Fallbacks.class);
    lamp.save();
    chair.save();
    sofa.save();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** In memory and in the table. */
  private static void assertStock(Article article, int stock, int version) {
    for (Article one : List.of(article, Article.articles.get(article.id()))) {
      assertThat(one.stock()).isEqualTo(stock);
      assertThat(one.version()).isEqualTo(version);
      assertThat(one.isChanged()).isFalse();
    }
  }

  private static void assertOrder(SalesOrder order, SalesOrder.Status status) {
    for (SalesOrder one : List.of(order, SalesOrder.orders.get(order.id()))) {
      assertThat(one.status()).isEqualTo(status);
      assertThat(one.version()).isEqualTo(2);
      assertThat(one.isChanged()).isFalse();
    }
  }

  @Test
  void whatIsInStockIsDeliveredInFull() {
    SalesOrder order = Fallbacks.place(backend, List.of(new Item(lamp, 5), new Item(chair, 1)));
    assertOrder(order, FULL);
    assertThat(order.reason()).isNull();
    assertStock(lamp, 0, 2);
    assertStock(chair, 1, 2);
    assertThat(OrderLine.lines.query().orderBy("id").list())
        .extracting(OrderLine::articleId, OrderLine::delivered, OrderLine::backOrdered)
        .containsExactly(tuple(lamp.id(), 5, 0), tuple(chair.id(), 1, 0));
  }

  @Test
  void whatIsMissingIsBackOrdered() {
    SalesOrder order = Fallbacks.place(backend, List.of(new Item(lamp, 3), new Item(chair, 4)));
    assertOrder(order, PARTIAL);
    assertThat(order.reason()).isNull();
    assertStock(lamp, 2, 2);
    assertStock(chair, 0, 2);
    assertThat(OrderLine.lines.query().orderBy("id").list())
        .extracting(OrderLine::orderId, OrderLine::delivered, OrderLine::backOrdered)
        .containsExactly(tuple(order.id(), 3, 0), tuple(order.id(), 2, 2));
  }

  @Test
  void whatCannotBeDeliveredAtAllIsLeftForApproval() {
    SalesOrder order = Fallbacks.place(backend, List.of(new Item(sofa, 1)));
    assertOrder(order, FOR_APPROVAL);
    assertThat(SalesOrder.orders.get(order.id()).reason())
        .isEqualTo("0 of sofa in stock, not 1; nothing to deliver now")
        .isEqualTo(order.reason());
    assertStock(sofa, 0, 1);
    assertThat(OrderLine.lines.count()).isZero();
  }

  @Test
  void anOrderDoesNotSpoilTheNext() {
    Fallbacks.place(backend, List.of(new Item(lamp, 4), new Item(chair, 9)));
    Fallbacks.place(backend, List.of(new Item(sofa, 1), new Item(chair, 1)));
    assertStock(lamp, 1, 2);
    assertStock(chair, 0, 2);
    assertOrder(Fallbacks.place(backend, List.of(new Item(lamp, 1))), FULL);
    assertStock(lamp, 0, 3);
  }

  @Test
  void rollingBackTheOuterTransactionBringsTheStockBack() {
    backend.beginTransaction();
    SalesOrder order = Fallbacks.place(backend, List.of(new Item(lamp, 3), new Item(chair, 4)));
    backend.rollbackTransaction();
    assertStock(lamp, 5, 1);
    assertStock(chair, 2, 1);
    assertThat(order.isNew()).isTrue();
    assertThat(SalesOrder.orders.count()).isZero();
  }
}
