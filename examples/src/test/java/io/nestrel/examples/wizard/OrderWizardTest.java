// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.wizard;

import static io.nestrel.examples.wizard.Order.Status.PAID;
import static io.nestrel.examples.wizard.Order.Status.PAYMENT_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nestrel.backend.Backend;
import io.nestrel.error.CheckViolationException;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import io.nestrel.examples.wizard.OrderWizard.Placed;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class OrderWizardTest {
  private static final Card GOOD = new Card("1", new BigDecimal("84.00"));
  private static final Card BAD = new Card("2", new BigDecimal("83.99"));

  private final ExampleDatabase database;
  private final Backend backend;
  private final OrderWizard wizard;

  OrderWizardTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
    backend = database.backend();
    wizard = new OrderWizard(backend);
  }

  @BeforeEach
  void createTables() {
    database.createTables(OrderWizard.class);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Cart cart(String name, int lamps) {
    return new Cart(
        "alice@example.com",
        name,
        List.of(
            new Cart.Item("lamp", lamps, new BigDecimal("19.50")),
            new Cart.Item("chair", 1, new BigDecimal("45.00"))));
  }

  /** In memory and in the table. */
  private static void assertOrder(Order order, Order.Status status, int version) {
    for (Order one : List.of(order, Order.orders.get(order.id()))) {
      assertThat(one.status()).isEqualTo(status);
      assertThat(one.version()).isEqualTo(version);
      assertThat(one.isChanged()).isFalse();
    }
  }

  @Test
  void allStepsOfAGoodOrderStay() {
    Placed placed = wizard.place(cart("Alice", 2), GOOD);
    assertOrder(placed.order(), PAID, 2);
    assertThat(Customer.customers.get(placed.order().customerId()).name()).isEqualTo("Alice");
    assertThat(OrderItem.items.query().orderBy("id").list())
        .extracting(OrderItem::orderId, OrderItem::product, OrderItem::quantity)
        .containsExactly(
            tuple(placed.order().id(), "lamp", 2), tuple(placed.order().id(), "chair", 1));
    Payment payment = Payment.payments.query().one();
    assertThat(payment.id()).isEqualTo(placed.payment().id());
    assertThat(payment.at()).isEqualTo(placed.payment().at()).isNotNull();
    assertThat(payment.amount()).isEqualByComparingTo("84.00");
  }

  @Test
  void aRefusedCardUndoesThePaymentOnly() {
    Placed placed = wizard.place(cart("Alice", 2), BAD);
    assertOrder(placed.order(), PAYMENT_FAILED, 2);
    assertThat(placed.order().problem()).isEqualTo("Card 2 is good for 83.99 only");
    assertThat(placed.payment().isNew()).isTrue();
    assertThat(placed.payment().id()).isNull();
    assertThat(placed.payment().at()).isNull();
    assertThat(placed.payment().amount()).isEqualTo("84.00");
    assertThat(Payment.payments.count()).isZero();
    assertThat(OrderItem.items.count()).isEqualTo(2);
    assertThat(Customer.customers.count()).isEqualTo(1);
  }

  @Test
  void theSameOrderAndPaymentAreSavedWithAnotherCard() {
    Placed placed = wizard.place(cart("Alice", 2), BAD);
    wizard.pay(placed.order(), placed.payment(), BAD);
    assertOrder(placed.order(), PAYMENT_FAILED, 2);
    wizard.pay(placed.order(), placed.payment(), GOOD);
    assertOrder(placed.order(), PAID, 3);
    assertThat(placed.order().problem()).isNull();
    assertThat(Payment.payments.query().one().id()).isEqualTo(placed.payment().id()).isNotNull();
  }

  @Test
  void aKnownEmailUpdatesItsCustomer() {
    Placed first = wizard.place(cart("Alice", 1), GOOD);
    Placed second = wizard.place(cart("Alice B.", 2), GOOD);
    assertThat(second.customer().id()).isEqualTo(first.customer().id());
    assertThat(Customer.customers.query().one().name()).isEqualTo("Alice B.");
    assertThat(Order.orders.where("customer_id = ?", first.customer().id()).count()).isEqualTo(2);
  }

  @Test
  void anItemThatTheTableRefusesUndoesTheWholeOrder() {
    assertThatThrownBy(() -> wizard.place(cart("Alice", -1), GOOD))
        .isInstanceOf(CheckViolationException.class);
    assertThat(Customer.customers.count()).isZero();
    assertThat(Order.orders.count()).isZero();
    assertThat(backend.inTransaction()).isFalse();
  }

  @Test
  void rollingBackAroundTheWizardMakesAllOfItNewAgain() {
    backend.beginTransaction();
    Placed placed = wizard.place(cart("Alice", 2), BAD);
    wizard.pay(placed.order(), placed.payment(), GOOD);
    backend.rollbackTransaction();
    assertThat(placed.customer().isNew()).isTrue();
    assertThat(placed.order().isNew()).isTrue();
    assertThat(placed.payment().isNew()).isTrue();
    assertThat(placed.order().version()).isZero();
    assertThat(placed.payment().id()).isNull();
    assertThat(Order.orders.count()).isZero();
  }
}
