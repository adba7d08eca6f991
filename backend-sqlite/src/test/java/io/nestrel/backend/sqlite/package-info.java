// SPDX-License-Identifier: Apache-2.0
/** SQLite passes the contract, and what only SQLite does. */
@NullMarked
package io.nestrel.backend.sqlite;

import org.jspecify.annotations.NullMarked;
