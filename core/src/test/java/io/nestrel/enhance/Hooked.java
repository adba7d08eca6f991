// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** How many writes of its object a method of {@link Sample} tells of. */
@Retention(RetentionPolicy.RUNTIME)
@interface Hooked {
  int value();
}
