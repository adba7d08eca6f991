// SPDX-License-Identifier: Apache-2.0
package io.nestrel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The moment of the last INSERT or UPDATE, from the backend's clock. Instant, LocalDateTime,
 * OffsetDateTime or LocalDate.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface UpdatedAt {}
