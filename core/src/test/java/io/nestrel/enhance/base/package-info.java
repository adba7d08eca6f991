// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.nestrel.enhance.base;

import org.jspecify.annotations.NullMarked;
