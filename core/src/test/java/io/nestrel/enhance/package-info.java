// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.nestrel.enhance;

import org.jspecify.annotations.NullMarked;
