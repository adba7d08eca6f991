// SPDX-License-Identifier: Apache-2.0
/**
 * Makes a write to a mapped field tell the transaction first, so that a rollback can take it back.
 * {@link io.nestrel.enhance.WriteHooks} is the transformation; three doors lead to it: {@link
 * io.nestrel.enhance.NestrelPlugin} when an application is built, {@link
 * io.nestrel.enhance.NestrelAgent} when its classes are loaded, {@link io.nestrel.enhance.Enhancer}
 * when they are first used.
 */
@NullMarked
package io.nestrel.enhance;

import org.jspecify.annotations.NullMarked;
