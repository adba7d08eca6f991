// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that Nestrel raises on purpose. Unchecked. Each message says what was
 * done, what was found and what to do.
 */
public class NestrelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NestrelException(String message) {
    super(message);
  }

  public NestrelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Never null, unlike that of other exceptions. */
  @Override
  public final String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
