// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.wizard;

import static io.nestrel.examples.ExampleDatabase.IN_MEMORY;
import static io.nestrel.examples.wizard.Customer.customers;

import io.nestrel.backend.Backend;
import io.nestrel.error.UniqueViolationException;
import io.nestrel.examples.ExampleDatabase;
import java.math.BigDecimal;
import java.util.List;

/**
 * Takes orders in three steps: the customer, the order with its items, the payment. A card that is
 * refused undoes the payment's step; the order stays, and can be paid with another card.
 */
public final class OrderWizard {
  private static final Card GOLD = new Card("4711", new BigDecimal("500.00"));
  private static final Card PREPAID = new Card("0815", new BigDecimal("20.00"));

  /**
   * @param payment new if the card was refused
   */
  record Placed(Customer customer, Order order, Payment payment) {}

  private final Backend backend;

  OrderWizard(Backend backend) {
    this.backend = backend;
  }

  public static void main(String[] args) {
    try (ExampleDatabase database = ExampleDatabase.open(IN_MEMORY, args)) {
      database.createTables(OrderWizard.class);
      OrderWizard wizard = new OrderWizard(database.backend());
      Cart.Item lamp = new Cart.Item("lamp", 2, new BigDecimal("19.50"));
      Cart.Item chair = new Cart.Item("chair", 1, new BigDecimal("45.00"));
      report(wizard.place(new Cart("alice@example.com", "Alice", List.of(lamp, chair)), GOLD));
      Placed second =
          wizard.place(new Cart("alice@example.com", "Alice B.", List.of(lamp)), PREPAID);
      report(second);
      wizard.pay(second.order(), second.payment(), GOLD);
      report(second);
      System.out.println("Customers: " + customers.count());
    }
  }

  private static void report(Placed placed) {
    Order order = placed.order();
    System.out.printf(
        "%s: order %d of %s is %s, the payment is %s%n",
        placed.customer().name(),
        order.id(),
        order.total(),
        order.problem() == null ? order.status() : order.status() + " (" + order.problem() + ")",
        placed.payment().isNew() ? "new" : "saved");
  }

  /** All steps in one transaction. */
  Placed place(Cart cart, Card card) {
    return backend.transaction(
        () -> {
          Customer customer = register(cart.email(), cart.name());
          Order order = new Order(customer, cart.total()).save();
          cart.items().forEach(item -> new OrderItem(order, item).save());
          Payment payment = new Payment(order);
          pay(order, payment, card);
          return new Placed(customer, order, payment);
        });
  }

  /** Inserts the customer, or updates the one who has the e-mail address. */
  private Customer register(String email, String name) {
    try {
      return backend.transaction(() -> new Customer(email, name).save());
    } catch (UniqueViolationException e) {
      return customers.where("email = ?", email).one().rename(name).save();
    }
  }

  /**
   * If the card is refused, order and payment are what they were, and then the order is marked. The
   * card is charged last, because no rollback gives the money back.
   */
  void pay(Order order, Payment payment, Card card) {
    try {
      backend.transaction(
          () -> {
            payment.save();
            order.paid().save();
            card.charge(payment.amount());
          });
    } catch (CardRefusedException e) {
      order.paymentFailed(e.getMessage()).save();
    }
  }
}
