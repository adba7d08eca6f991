// SPDX-License-Identifier: Apache-2.0
package io.nestrel.architecture.circle.one;

import io.nestrel.architecture.circle.two.Second;

/** Half of a circle between siblings. */
public record First(Second second) {}
