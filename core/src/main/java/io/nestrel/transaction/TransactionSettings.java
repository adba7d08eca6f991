// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.time.Duration;

/**
 * How closely transactions are watched.
 *
 * @param tracing whether each scope remembers where it was begun
 * @param openWarning how long a transaction may be open before the log warns of it
 */
public record TransactionSettings(boolean tracing, Duration openWarning) {}
