// SPDX-License-Identifier: Apache-2.0
/** Transactions on a scripted connection: exactly what is sent, and what failures do. */
@NullMarked
package io.nestrel.transaction;

import org.jspecify.annotations.NullMarked;
