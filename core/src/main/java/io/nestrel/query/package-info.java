// SPDX-License-Identifier: Apache-2.0
/**
 * {@link io.nestrel.query.Query}: immutable questions about the rows of a model. {@link
 * io.nestrel.query.RecordStore} writes single rows.
 */
@NullMarked
package io.nestrel.query;

import org.jspecify.annotations.NullMarked;
