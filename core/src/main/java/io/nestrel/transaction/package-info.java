// SPDX-License-Identifier: Apache-2.0
/**
 * Scopes, savepoints and what happens when they fail. Read {@link
 * io.nestrel.transaction.TransactionManager} first, then {@code ActiveTransaction}.
 */
@NullMarked
package io.nestrel.transaction;

import org.jspecify.annotations.NullMarked;
