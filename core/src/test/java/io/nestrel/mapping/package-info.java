// SPDX-License-Identifier: Apache-2.0
/** Reading of model classes. */
@NullMarked
package io.nestrel.mapping;

import org.jspecify.annotations.NullMarked;
