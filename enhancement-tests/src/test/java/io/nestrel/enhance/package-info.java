// SPDX-License-Identifier: Apache-2.0
/** Which door the models of a test run went through. */
@NullMarked
package io.nestrel.enhance;

import org.jspecify.annotations.NullMarked;
