// SPDX-License-Identifier: Apache-2.0
/**
 * What differs between databases. Core asks {@link io.nestrel.dialect.Dialect#supports} and never
 * which database it is.
 */
@NullMarked
package io.nestrel.dialect;

import org.jspecify.annotations.NullMarked;
