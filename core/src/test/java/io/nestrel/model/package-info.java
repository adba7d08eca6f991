// SPDX-License-Identifier: Apache-2.0
/** Models as applications write them, on a scripted database. */
@NullMarked
package io.nestrel.model;

import org.jspecify.annotations.NullMarked;
