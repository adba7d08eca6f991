// SPDX-License-Identifier: Apache-2.0
package io.nestrel.architecture.circle;

import io.nestrel.architecture.circle.two.Second;

/** Half of a circle between a package and one inside it. */
public record Parent(Second second) {}
