// SPDX-License-Identifier: Apache-2.0
/**
 * What applications touch: models extend {@link io.nestrel.ActiveRecord} and open their table
 * through {@link io.nestrel.Model}. Read next: {@link io.nestrel.backend.Backend} and {@link
 * io.nestrel.transaction.TransactionManager}.
 */
@NullMarked
package io.nestrel;

import org.jspecify.annotations.NullMarked;
