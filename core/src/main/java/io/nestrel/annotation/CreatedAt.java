// SPDX-License-Identifier: Apache-2.0
package io.nestrel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The moment of the INSERT, from the backend's clock, unless the application has set it. Instant,
 * LocalDateTime, OffsetDateTime or LocalDate.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface CreatedAt {}
