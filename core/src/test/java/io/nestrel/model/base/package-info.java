// SPDX-License-Identifier: Apache-2.0
/** Models as applications write them, on a scripted database. */
@NullMarked
package io.nestrel.model.base;

import org.jspecify.annotations.NullMarked;
