// SPDX-License-Identifier: Apache-2.0
/** MySQL and MariaDB: what they do differently. Read {@code MySqlDialect} next. */
@NullMarked
package io.nestrel.backend.mysql;

import org.jspecify.annotations.NullMarked;
