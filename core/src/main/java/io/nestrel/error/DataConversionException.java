// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A value that its Java type, or its column, cannot hold without loss. */
public final class DataConversionException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public DataConversionException(String message) {
    super(message);
  }

  public DataConversionException(String message, Throwable cause) {
    super(message, cause);
  }
}
