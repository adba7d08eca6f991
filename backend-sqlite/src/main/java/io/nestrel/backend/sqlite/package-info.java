// SPDX-License-Identifier: Apache-2.0
/**
 * SQLite: what it does differently, and a pool whose connections are set up for it. Read {@code
 * SqliteDialect} next.
 */
@NullMarked
package io.nestrel.backend.sqlite;

import org.jspecify.annotations.NullMarked;
