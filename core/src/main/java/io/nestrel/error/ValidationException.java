// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A record that cannot be saved as it is. */
public final class ValidationException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public ValidationException(String message) {
    super(message);
  }
}
