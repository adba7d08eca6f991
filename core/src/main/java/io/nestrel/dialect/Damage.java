// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

/** How far the damage of a failed statement reaches, from the least to the most. */
public enum Damage {
  /** The statement did nothing; the scope goes on. */
  STATEMENT,
  /** Nothing more is possible until the innermost savepoint is rolled back to. */
  SCOPE,
  /** The server has rolled the whole transaction back. */
  TRANSACTION,
  /** The connection is lost, or nobody knows in which state it is. */
  CONNECTION
}
