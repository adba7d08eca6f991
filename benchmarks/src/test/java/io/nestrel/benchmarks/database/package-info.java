// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.nestrel.benchmarks.database;

import org.jspecify.annotations.NullMarked;
