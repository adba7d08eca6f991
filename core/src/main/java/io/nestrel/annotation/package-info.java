// SPDX-License-Identifier: Apache-2.0
/**
 * What a model class says of its table. Unannotated private fields map to snake_case columns. Read
 * next: {@code io.nestrel.mapping}.
 */
@NullMarked
package io.nestrel.annotation;

import org.jspecify.annotations.NullMarked;
