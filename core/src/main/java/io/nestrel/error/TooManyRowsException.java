// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** More rows than the one that was asked for. */
public final class TooManyRowsException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public TooManyRowsException(String message) {
    super(message);
  }
}
