// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL: what it does differently. Read {@code PostgresDialect} next. */
@NullMarked
package io.nestrel.backend.postgres;

import org.jspecify.annotations.NullMarked;
