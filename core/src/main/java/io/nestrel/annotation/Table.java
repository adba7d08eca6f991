// SPDX-License-Identifier: Apache-2.0
package io.nestrel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The table of a model. Without it, the table is the class's name in snake_case, plural. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Table {
  /** The table's name, as in the schema; empty: by convention. */
  String name() default "";

  /** The schema; empty: the connection's own. */
  String schema() default "";
}
