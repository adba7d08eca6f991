// SPDX-License-Identifier: Apache-2.0
/** The databases that contenders run on: their servers, a network in between, the one table. */
@NullMarked
package io.nestrel.benchmarks.database;

import org.jspecify.annotations.NullMarked;
