// SPDX-License-Identifier: Apache-2.0
/** What docs/transactions.md and docs/isolation.md show. */
@NullMarked
package io.nestrel.examples.transactions;

import org.jspecify.annotations.NullMarked;
