// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.models;

import static io.nestrel.examples.models.Offer.offers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.ValidationException;
import io.nestrel.examples.ExampleDatabase;
import io.nestrel.examples.OnEveryDatabase;
import io.nestrel.examples.TestedDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/models.md shows does what its text says. */
@OnEveryDatabase
class ModelsGuideTest {
  private final ExampleDatabase database;

  ModelsGuideTest(TestedDatabase tested, @TempDir Path folder) {
    database = ExampleDatabase.open(tested.newUrl(folder));
  }

  @BeforeEach
  void createTables() {
    database.createTables(ModelsGuide.class);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Offer bicycle() {
    return new Offer("Bicycle", new Money(12_000)).save();
  }

  @Test
  void an_offer_has_its_own_type_and_its_times() {
    Offer loaded = offers.get(bicycle().id());
    assertThat(loaded.title()).isEqualTo("Bicycle");
    assertThat(loaded.price()).isEqualTo(new Money(12_000));
    assertThat(loaded.version()).isEqualTo(1);
    assertThat(loaded.createdAt()).isNotNull().isEqualTo(loaded.updatedAt());
    loaded.reduceTo(new Money(11_000)).save();
    assertThat(loaded.updatedAt()).isAfterOrEqualTo(loaded.createdAt());
    assertThat(loaded.version()).isEqualTo(2);
  }

  @Test
  void an_offer_without_a_price_is_not_saved() {
    Offer free = new Offer("Bicycle", new Money(0));
    assertThatThrownBy(free::save)
        .isInstanceOf(ValidationException.class)
        .hasMessage("An offer needs a price: Bicycle");
    assertThat(free.isNew()).isTrue();
    assertThat(offers.count()).isZero();
  }

  @Test
  void a_price_is_reduced_although_somebody_else_did_so() {
    Offer seen = bicycle();
    Offer saved = offers.get(seen.id()).reduceTo(new Money(11_000)).save();
    assertThat(ModelsGuide.reduce(saved, new Money(10_000))).isSameAs(saved);
    Offer reduced = ModelsGuide.reduce(seen, new Money(9_000));
    assertThat(reduced).isNotSameAs(seen);
    assertThat(offers.get(seen.id()).price()).isEqualTo(new Money(9_000));
    assertThat(reduced.version()).isEqualTo(4);
  }
}
