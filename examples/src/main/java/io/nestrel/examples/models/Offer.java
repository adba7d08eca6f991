// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.models;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.UpdatedAt;
import io.nestrel.annotation.Version;
import io.nestrel.error.ValidationException;
import io.nestrel.type.TypeAdapters;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

// tag::model[]
/** Something for sale. */
final class Offer extends ActiveRecord<Offer> {
  static final Model<Offer> offers = Model.of(Offer.class);

  static {
    TypeAdapters.register(Money.class, Long.class, Money::cents, Money::new); // your own type
  }

  @Id private long id;
  private String title = "";
  private Money price = new Money(0); // a BIGINT
  @CreatedAt private @Nullable Instant createdAt;
  @UpdatedAt private @Nullable Instant updatedAt;
  @Version private int version;

  @Override
  protected void beforeSave() {
    if (price.cents() <= 0) {
      throw new ValidationException("An offer needs a price: " + title);
    }
  }

  // a constructor without parameters, and whatever else the class needs
  // end::model[]

  private Offer() {}

  Offer(String title, Money price) {
    this.title = title;
    this.price = price;
  }

  Offer reduceTo(Money newPrice) {
    price = newPrice;
    return this;
  }

  long id() {
    return id;
  }

  String title() {
    return title;
  }

  Money price() {
    return price;
  }

  @Nullable Instant createdAt() {
    return createdAt;
  }

  @Nullable Instant updatedAt() {
    return updatedAt;
  }

  int version() {
    return version;
  }
}
