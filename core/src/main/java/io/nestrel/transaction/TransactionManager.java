// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.InvalidSavepointException;
import io.nestrel.error.NoActiveTransactionException;
import io.nestrel.error.ScopeFailedException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnexpectedRollbackException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.error.UnsupportedFeatureException;
import java.util.List;

/**
 * Controls the calling thread's transaction on one backend. The outermost scope is a real
 * transaction; each scope inside it is a savepoint. Nothing is sent until a statement needs it.
 *
 * <p>May be kept in a field and shared: every call acts on the calling thread's own transaction.
 * Handles ({@link Transaction}, {@link Savepoint}) belong to the thread that made them.
 *
 * <p>After a failure {@link #status()} tells what is left: in a {@code FAILED} scope everything but
 * a rollback raises {@link ScopeFailedException}, in a {@code DOOMED} transaction {@link
 * TransactionDoomedException}, both with the first error as cause.
 */
public interface TransactionManager {

  /** Begins a scope with {@link TransactionOptions#defaults()}. */
  default Transaction begin() {
    return begin(TransactionOptions.defaults());
  }

  /**
   * Begins a scope: a transaction where there is none, else a nested scope with a savepoint.
   *
   * @throws UnsupportedFeatureException for a nested scope on a database without savepoints
   * @throws TransactionException if a nested scope asks for something that its transaction is not
   */
  Transaction begin(TransactionOptions options);

  /**
   * Commits the innermost scope: a nested one's changes wait for the outer scopes. A commit that
   * fails leaves its scope open until it is rolled back.
   *
   * @throws NoActiveTransactionException if there is none
   * @throws UnknownCommitOutcomeException if the connection broke while the commit was on its way
   * @throws TransactionException if the database refused the commit, or the scope was opened by
   *     {@code transaction(work)}, which ends it itself
   */
  void commit();

  /**
   * Rolls the innermost scope back; the outer ones stay as they are.
   *
   * @throws NoActiveTransactionException if there is none
   * @throws TransactionException if the scope was opened by {@code transaction(work)}
   */
  void rollback();

  /**
   * Takes a savepoint named {@code SP_n} in the innermost scope.
   *
   * @throws NoActiveTransactionException if there is no transaction
   * @throws UnsupportedFeatureException on a database without savepoints
   */
  Savepoint savepoint();

  /**
   * Takes a savepoint in the innermost scope. A name that is active in the same scope already
   * (ignoring case and accents) replaces the older savepoint.
   *
   * @param name not blank, at most 63 bytes in UTF-8; need not be an identifier
   * @throws InvalidSavepointException if the name cannot be used or is active in an outer scope
   */
  Savepoint savepoint(String name);

  /**
   * Rolls back to a savepoint of the innermost scope, which stays, and removes all after it.
   *
   * @throws InvalidSavepointException if it is gone or belongs to another scope
   */
  void rollbackTo(Savepoint savepoint);

  /** As {@link #rollbackTo(Savepoint)}, by name. */
  void rollbackTo(String name);

  /**
   * Removes a savepoint of the innermost scope and all after it; their changes stay.
   *
   * @throws InvalidSavepointException if it is gone or belongs to another scope
   */
  void release(Savepoint savepoint);

  /** As {@link #release(Savepoint)}, by name. */
  void release(String name);

  /** Explicit and scope savepoints, sent or pending, oldest first; empty without a transaction. */
  List<Savepoint> activeSavepoints();

  /**
   * How far this thread's transaction is kept from seeing others, as the database really does it;
   * without a transaction, how far one would be that asks for nothing. Has to ask the server unless
   * the transaction was begun with a level.
   *
   * @throws ScopeFailedException if the server would have to be asked, and answers nothing any more
   */
  IsolationLevel isolationLevel();

  /**
   * Has the innermost scope rolled back at its end, whether it is committed or not. A commit then
   * returns as if nothing were amiss; but where the innermost scope has joined another one, that
   * one's commit is refused with an {@link UnexpectedRollbackException}.
   *
   * @throws NoActiveTransactionException if there is no transaction
   */
  void setRollbackOnly();

  /**
   * Has the constraints that can be deferred checked when the transaction commits, until it ends.
   *
   * @throws NoActiveTransactionException if there is no transaction
   * @throws UnsupportedFeatureException on a database without such constraints
   */
  void deferConstraints();

  /**
   * Has constraints checked at once again, and checks now what was put off. SQLite reads all tables
   * with foreign keys for that.
   *
   * @throws io.nestrel.error.ConstraintViolationException if one is violated
   * @throws NoActiveTransactionException if there is no transaction
   * @throws UnsupportedFeatureException on a database without such constraints
   */
  void constraintsImmediate();

  /**
   * Has something run right before the outermost scope commits, inside the transaction. If it
   * throws, so does the commit, and the transaction can only be rolled back.
   *
   * <p>Hooks belong to the innermost scope. Those of a nested scope that commits pass to the outer
   * one; when a scope is rolled back, or rolled back to a savepoint taken before they were
   * registered, its rollback hooks run and the others are dropped.
   *
   * @throws NoActiveTransactionException if there is no transaction
   */
  void beforeCommit(Runnable hook);

  /**
   * Has something run once the server has confirmed the commit of the outermost scope: outside of
   * the transaction, whose connection has been given back. What it throws is logged.
   *
   * @throws NoActiveTransactionException if there is no transaction
   */
  void afterCommit(Runnable hook);

  /**
   * Has something run when the scope has been rolled back, by itself or with an outer one; inside
   * the outer one, where there is one. What it throws is logged.
   *
   * @throws NoActiveTransactionException if there is no transaction
   */
  void afterRollback(Runnable hook);

  /**
   * This thread's transaction in words: each scope with its level, name, savepoints, status, age,
   * statements and remembered objects, and where it was begun if the backend traces that. For
   * people who look for a fault, not for programs.
   */
  String describe();

  /** Whether the database has savepoints, and so nested scopes. */
  boolean supportsSavepoints();

  /** Whether this thread has a transaction open, in whatever status. */
  boolean isActive();

  /** How many scopes are open on this thread: 0 without a transaction. */
  int level();

  /** The status of this thread's innermost scope. */
  TransactionStatus status();
}
