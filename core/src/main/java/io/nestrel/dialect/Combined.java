// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

/**
 * Control statements and a statement that travel together, in one round trip.
 *
 * @param text what is prepared; it takes the parameters of the statement and no others
 * @param resultsBefore how many results the control statements give before the statement's own
 */
public record Combined(String text, int resultsBefore) {}
