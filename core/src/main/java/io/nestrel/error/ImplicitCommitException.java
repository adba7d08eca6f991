// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/**
 * A statement ends the transaction behind its back, such as DDL on MySQL: it was refused before it
 * was sent, or, where only the server's answer told, has made everything so far permanent. The
 * message says which.
 */
public final class ImplicitCommitException extends TransactionException {
  private static final long serialVersionUID = 1L;

  public ImplicitCommitException(String message) {
    super(message);
  }
}
