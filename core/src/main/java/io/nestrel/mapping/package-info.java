// SPDX-License-Identifier: Apache-2.0
/**
 * Row to object and back: {@link io.nestrel.mapping.Mapping} is read once per class, {@link
 * io.nestrel.mapping.RowCodec} binds it to the types of a database.
 */
@NullMarked
package io.nestrel.mapping;

import org.jspecify.annotations.NullMarked;
