// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.error.NestrelException;

/** Rows were inserted together, but not so that their keys can be told apart; never seen alone. */
final class RowsNotKnownException extends NestrelException {
  private static final long serialVersionUID = 1L;

  RowsNotKnownException(String message) {
    super(message);
  }
}
