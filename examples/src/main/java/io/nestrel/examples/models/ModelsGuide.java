// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.models;

import static io.nestrel.examples.models.Offer.offers;

import io.nestrel.error.StaleRecordException;

/** What docs/models.md shows, between the tags. */
final class ModelsGuide {
  private ModelsGuide() {}

  /** Reduces the price, though somebody else may do the same. */
  static Offer reduce(Offer offer, Money price) {
    // tag::version[]
    try {
      offer.reduceTo(price).save();
    } catch (StaleRecordException e) { // somebody else has saved or deleted it since
      offer = offers.get(offer.id()).reduceTo(price).save();
    }
    // end::version[]
    return offer;
  }
}
