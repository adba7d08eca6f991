// SPDX-License-Identifier: Apache-2.0
/** The example of the README. */
@NullMarked
package io.nestrel.examples.readme;

import org.jspecify.annotations.NullMarked;
