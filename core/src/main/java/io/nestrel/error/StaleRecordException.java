// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/**
 * The row of this record was changed or deleted by somebody else, or the record itself was deleted.
 */
public final class StaleRecordException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public StaleRecordException(String message) {
    super(message);
  }
}
