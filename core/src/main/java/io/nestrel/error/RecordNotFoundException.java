// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A row that had to be there is not. */
public final class RecordNotFoundException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public RecordNotFoundException(String message) {
    super(message);
  }
}
