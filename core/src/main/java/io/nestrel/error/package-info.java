// SPDX-License-Identifier: Apache-2.0
/**
 * The exceptions, one unchecked hierarchy below {@link io.nestrel.error.NestrelException}. Start
 * with {@link io.nestrel.error.DatabaseException} for what a statement can raise and {@link
 * io.nestrel.error.TransactionException} for what a scope can. Instances are immutable but for
 * their suppressed exceptions.
 */
@NullMarked
package io.nestrel.error;

import org.jspecify.annotations.NullMarked;
