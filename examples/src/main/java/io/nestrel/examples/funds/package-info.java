// SPDX-License-Identifier: Apache-2.0
/**
 * Deposits and debits of several people; the objects in memory agree with the tables throughout.
 */
@NullMarked
package io.nestrel.examples.funds;

import org.jspecify.annotations.NullMarked;
