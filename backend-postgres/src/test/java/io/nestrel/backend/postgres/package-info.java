// SPDX-License-Identifier: Apache-2.0
/** The contract on PostgreSQL, and what only PostgreSQL does. */
@NullMarked
package io.nestrel.backend.postgres;

import org.jspecify.annotations.NullMarked;
