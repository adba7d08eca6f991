// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a scope asks for. An option that is not set asks for nothing. Isolation, read-only,
 * deferrable, begin mode and timeout belong to the real transaction: a nested or joined scope that
 * asks for something else than its transaction has is refused. Immutable: each method gives a new
 * object.
 */
public final class TransactionOptions {
  private static final TransactionOptions DEFAULTS = new TransactionOptions(new Draft());

  private final Propagation propagation;
  private final @Nullable IsolationLevel isolation;
  private final @Nullable Boolean readOnly;
  private final @Nullable Boolean deferrable;
  private final @Nullable BeginMode beginMode;
  private final @Nullable Duration timeout;
  private final @Nullable RetryPolicy retry;
  private final @Nullable String name;

  private static final class Draft {
    Propagation propagation = Propagation.NESTED;
    @Nullable IsolationLevel isolation;
    @Nullable Boolean readOnly;
    @Nullable Boolean deferrable;
    @Nullable BeginMode beginMode;
    @Nullable Duration timeout;
    @Nullable RetryPolicy retry;
    @Nullable String name;
  }

  private TransactionOptions(Draft draft) {
    this.propagation = draft.propagation;
    this.isolation = draft.isolation;
    this.readOnly = draft.readOnly;
    this.deferrable = draft.deferrable;
    this.beginMode = draft.beginMode;
    this.timeout = draft.timeout;
    this.retry = draft.retry;
    this.name = draft.name;
  }

  private TransactionOptions with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.propagation = propagation;
    draft.isolation = isolation;
    draft.readOnly = readOnly;
    draft.deferrable = deferrable;
    draft.beginMode = beginMode;
    draft.timeout = timeout;
    draft.retry = retry;
    draft.name = name;
    change.accept(draft);
    return new TransactionOptions(draft);
  }

  /** Nothing in particular: a nested scope or a transaction that may write. */
  public static TransactionOptions defaults() {
    return DEFAULTS;
  }

  /** What the scope does with a transaction that is open already. */
  public TransactionOptions propagation(Propagation newPropagation) {
    return with(draft -> draft.propagation = newPropagation);
  }

  /**
   * How far the transaction is kept from seeing others. A database that does not have the level
   * gives a stronger one; {@link TransactionManager#isolationLevel} tells which.
   */
  public TransactionOptions isolation(IsolationLevel level) {
    return with(draft -> draft.isolation = level);
  }

  /** Whether the transaction may only read. The database enforces it. */
  public TransactionOptions readOnly(boolean on) {
    return with(draft -> draft.readOnly = on);
  }

  /**
   * Whether a transaction that is {@link IsolationLevel#SERIALIZABLE} and only reads may wait, when
   * it begins, until it can run without being cancelled and without being in anybody's way.
   */
  public TransactionOptions deferrable(boolean on) {
    return with(draft -> draft.deferrable = on);
  }

  /** When the transaction takes its locks; one that only reads takes those of {@code DEFERRED}. */
  public TransactionOptions beginMode(BeginMode mode) {
    return with(draft -> draft.beginMode = mode);
  }

  /**
   * How long the transaction may take in all, from the beginning of its scope to its COMMIT; each
   * attempt of a retry has as much. A statement that runs when the time is over is cancelled on the
   * server, and everything is rolled back with a {@link
   * io.nestrel.error.TransactionTimeoutException}. A COMMIT on its way is never cancelled.
   *
   * @throws IllegalArgumentException if not positive
   */
  public TransactionOptions timeout(Duration newTimeout) {
    if (newTimeout.isZero() || newTimeout.isNegative()) {
      throw new IllegalArgumentException("A timeout has to be positive, not " + newTimeout);
    }
    return with(draft -> draft.timeout = newTimeout);
  }

  /** As {@link #retry(RetryPolicy)}, with the policy's defaults for all else. */
  public TransactionOptions retry(int attempts) {
    return retry(RetryPolicy.attempts(attempts));
  }

  /**
   * Runs the work again when the transaction was lost to another one. For {@code transaction(work)}
   * that begins a transaction of its own.
   */
  public TransactionOptions retry(RetryPolicy policy) {
    return with(draft -> draft.retry = policy);
  }

  /** A name for logs and messages. */
  public TransactionOptions name(String newName) {
    return with(draft -> draft.name = newName);
  }

  /** Whether they ask for something that only a transaction can be. */
  boolean needTransaction() {
    return Stream.of(isolation, readOnly, deferrable, beginMode, timeout, retry)
        .anyMatch(Objects::nonNull);
  }

  Propagation propagation() {
    return propagation;
  }

  @Nullable IsolationLevel isolation() {
    return isolation;
  }

  @Nullable Boolean readOnly() {
    return readOnly;
  }

  @Nullable Boolean deferrable() {
    return deferrable;
  }

  @Nullable BeginMode beginMode() {
    return beginMode;
  }

  @Nullable Duration timeout() {
    return timeout;
  }

  @Nullable RetryPolicy retry() {
    return retry;
  }

  @Nullable String name() {
    return name;
  }

  /** The options that are set. */
  @Override
  public String toString() {
    List<String> set = new ArrayList<>();
    add(set, "name", name);
    add(set, "propagation", propagation == Propagation.NESTED ? null : propagation);
    add(set, "isolation", isolation);
    add(set, "readOnly", readOnly);
    add(set, "deferrable", deferrable);
    add(set, "beginMode", beginMode);
    add(set, "timeout", timeout);
    add(set, "retry", retry);
    return "TransactionOptions" + set;
  }

  private static void add(List<String> set, String name, @Nullable Object value) {
    if (value != null) {
      set.add(name + "=" + value);
    }
  }
}
