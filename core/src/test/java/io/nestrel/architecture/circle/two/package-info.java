// SPDX-License-Identifier: Apache-2.0
/** The rules of ARCHITECTURE.md, and a circle that they must catch. */
@NullMarked
package io.nestrel.architecture.circle.two;

import org.jspecify.annotations.NullMarked;
