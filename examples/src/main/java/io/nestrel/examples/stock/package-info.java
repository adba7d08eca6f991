// SPDX-License-Identifier: Apache-2.0
/** Changes the stock of many products, each in its own nested scope, and keeps an audit. */
@NullMarked
package io.nestrel.examples.stock;

import org.jspecify.annotations.NullMarked;
