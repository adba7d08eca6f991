// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/**
 * A statement that would end the transaction behind its back, such as DDL on MySQL, was refused
 * before it was sent.
 */
public final class ImplicitCommitException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public ImplicitCommitException(String message) {
    super(message);
  }
}
