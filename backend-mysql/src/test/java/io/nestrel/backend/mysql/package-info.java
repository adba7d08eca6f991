// SPDX-License-Identifier: Apache-2.0
/** The contract on MariaDB and MySQL, and what only they do. */
@NullMarked
package io.nestrel.backend.mysql;

import org.jspecify.annotations.NullMarked;
