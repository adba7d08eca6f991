// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.models;

/** An amount of money. Immutable. */
record Money(long cents) {}
