// SPDX-License-Identifier: Apache-2.0
/** The contract that each backend passes, as default test methods; usable by anybody's backend. */
@NullMarked
package io.nestrel.testkit;

import org.jspecify.annotations.NullMarked;
