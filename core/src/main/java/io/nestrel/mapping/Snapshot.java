// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

/**
 * The values that a record had at one moment. Made by {@link Mapping#capture}; never changes.
 * Thread-safe once published.
 */
public sealed interface Snapshot permits FieldAccess {}
