// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.fallbacks;

/** There is not enough in stock to fill an order in some way. */
final class ShortageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ShortageException(String message) {
    super(message);
  }
}
