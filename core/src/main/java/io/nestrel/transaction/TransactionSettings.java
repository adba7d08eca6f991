// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.time.Duration;

/**
 * How a backend's transactions are run and watched.
 *
 * @param combining whether control statements travel with the statement that needs them, where
 *     there is a way
 * @param tracing whether each scope remembers where it was begun
 * @param openWarning how long a transaction may be open before the log warns of it
 */
public record TransactionSettings(boolean combining, boolean tracing, Duration openWarning) {}
