// SPDX-License-Identifier: Apache-2.0
/**
 * The database as an application sees it: {@link io.nestrel.backend.Backend}. A module for a
 * database provides a {@link io.nestrel.backend.BackendProvider}.
 */
@NullMarked
package io.nestrel.backend;

import org.jspecify.annotations.NullMarked;
