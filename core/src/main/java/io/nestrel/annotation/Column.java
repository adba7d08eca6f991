// SPDX-License-Identifier: Apache-2.0
package io.nestrel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The column of a field. Without it, the column is the field's name in snake_case. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Column {
  /** The column's name, as in the schema; empty: the field's name in snake_case. */
  String name() default "";

  /** The {@code TypeAdapter} for this field alone; needs a constructor without parameters. */
  Class<?> adapter() default void.class;

  /** Stores an enum by its ordinal instead of its name. */
  boolean ordinal() default false;
}
