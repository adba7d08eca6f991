// SPDX-License-Identifier: Apache-2.0
/** The contract on SQLite, and what only SQLite does. */
@NullMarked
package io.nestrel.backend.sqlite;

import org.jspecify.annotations.NullMarked;
