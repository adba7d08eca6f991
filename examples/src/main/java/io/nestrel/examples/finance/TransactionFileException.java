// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

/** A file that cannot be read or is not as agreed; the message is one line with its name. */
final class TransactionFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TransactionFileException(String message) {
    super(message);
  }
}
