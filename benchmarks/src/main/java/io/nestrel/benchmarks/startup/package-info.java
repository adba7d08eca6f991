// SPDX-License-Identifier: Apache-2.0
/** What is measured in a JVM of its own: startup, and memory; and how large the jars are. */
@NullMarked
package io.nestrel.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
