// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.wizard;

/** A card cannot be charged with an amount. */
final class CardRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CardRefusedException(Card card) {
    super("Card %s is good for %s only".formatted(card.number(), card.limit()));
  }
}
