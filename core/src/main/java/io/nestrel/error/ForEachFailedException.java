// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/**
 * Some items of work in pieces have failed. The cause is the first one's exception; those of the
 * others are suppressed.
 */
public final class ForEachFailedException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public ForEachFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
