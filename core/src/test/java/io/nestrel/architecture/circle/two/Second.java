// SPDX-License-Identifier: Apache-2.0
package io.nestrel.architecture.circle.two;

import io.nestrel.architecture.circle.Parent;
import io.nestrel.architecture.circle.one.First;

/** The other half, and half of a circle with the parent package. */
public record Second(First first, Parent parent) {}
