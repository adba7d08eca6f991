// SPDX-License-Identifier: Apache-2.0
/**
 * How a Java value becomes a JDBC value and back. Read {@link io.nestrel.type.TypeAdapter} first;
 * an application registers its own with {@link io.nestrel.type.TypeAdapters#register}.
 */
@NullMarked
package io.nestrel.type;

import org.jspecify.annotations.NullMarked;
