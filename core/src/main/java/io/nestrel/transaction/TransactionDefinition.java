// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.dialect.Dialect;
import io.nestrel.dialect.Feature;
import io.nestrel.dialect.TransactionCharacteristics;
import io.nestrel.error.IsolationLevelException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.UnsupportedFeatureException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a real transaction is begun with. Scopes inside it may ask for the same, and for nothing
 * else. Immutable.
 *
 * @param isolation the level that the database really gives; null for its default
 * @param timeout null for none
 * @param name for logs and messages; null for none
 */
record TransactionDefinition(
    @Nullable IsolationLevel isolation,
    boolean readOnly,
    boolean deferrable,
    @Nullable BeginMode beginMode,
    @Nullable Duration timeout,
    @Nullable String name) {
  /** Where nothing was asked for. */
  private static final TransactionDefinition DEFAULTS =
      new TransactionDefinition(null, false, false, null, null, null);

  /**
   * What a database makes of the options.
   *
   * @throws UnsupportedFeatureException if it does not have what they ask for
   */
  static TransactionDefinition of(TransactionOptions options, Dialect dialect) {
    if (options == TransactionOptions.defaults()) {
      return DEFAULTS;
    }
    IsolationLevel asked = options.isolation();
    TransactionDefinition definition =
        new TransactionDefinition(
            asked == null ? null : asked.givenBy(dialect),
            Boolean.TRUE.equals(options.readOnly()),
            Boolean.TRUE.equals(options.deferrable()),
            options.beginMode(),
            options.timeout(),
            options.name());
    if (options.beginMode() != null && !dialect.supports(Feature.BEGIN_MODES)) {
      throw new UnsupportedFeatureException(
          "%s %s has no begin modes, so %s is refused"
              .formatted(dialect.name(), dialect.version(), options.beginMode()));
    }
    if (definition.readOnly
        && definition.beginMode != null
        && definition.beginMode != BeginMode.DEFERRED) {
      throw new TransactionException(
          "A read-only transaction cannot begin %s, which takes the lock of writers: leave one of the two out"
              .formatted(definition.beginMode));
    }
    if (definition.deferrable) {
      definition.checkDeferrable(dialect);
    }
    return definition;
  }

  private void checkDeferrable(Dialect dialect) {
    if (!dialect.supports(Feature.DEFERRABLE_TRANSACTIONS)) {
      throw new UnsupportedFeatureException(
          "%s %s has no deferrable transactions".formatted(dialect.name(), dialect.version()));
    } else if (isolation != IsolationLevel.SERIALIZABLE || !readOnly) {
      throw new TransactionException(
          "Only a transaction that is SERIALIZABLE and read-only can be deferrable: ask for both, too");
    }
  }

  TransactionCharacteristics characteristics() {
    if (!readOnly && isolation == null && !deferrable && beginMode == null) {
      return TransactionCharacteristics.DEFAULTS;
    }
    return new TransactionCharacteristics(
        readOnly,
        isolation == null ? null : isolation.sql(),
        deferrable,
        beginMode == null ? null : beginMode.name());
  }

  /**
   * Refuses what a nested or joined scope asks for and its transaction is not.
   *
   * @param actual the level that the transaction has; asked for only if need be
   */
  void refuseOther(TransactionOptions options, Dialect dialect, Supplier<IsolationLevel> actual) {
    IsolationLevel asked = options.isolation();
    if (asked != null) {
      IsolationLevel has = isolation == null ? actual.get() : isolation;
      if (asked.givenBy(dialect) != has) {
        throw new IsolationLevelException(
            "The scope asks for isolation %s, but its transaction has %s: ask where the transaction begins, or use REQUIRES_NEW"
                .formatted(asked, has));
      }
    }
    refuseOther("read-only", options.readOnly(), readOnly);
    refuseOther("deferrable", options.deferrable(), deferrable);
    refuseOther("begin mode", options.beginMode(), beginMode);
    refuseOther("a timeout of", options.timeout(), timeout);
    if (options.retry() != null) {
      throw new TransactionException(
          "A scope inside a transaction cannot be retried by itself: ask for retry where the transaction begins");
    }
  }

  private static void refuseOther(String option, @Nullable Object asked, @Nullable Object has) {
    if (asked != null && !asked.equals(has)) {
      throw new TransactionException(
          "The scope asks for %s %s, but its transaction has %s: ask where the transaction begins"
              .formatted(option, asked, has == null ? "none" : has));
    }
  }
}
