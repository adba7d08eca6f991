// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

/**
 * How far {@link Backend#forEach} has come.
 *
 * @param processed how many items this run has gone through, failed ones included
 * @param failed how many of them have failed
 * @param position how many items, counted from the first one, are confirmed, as in {@link
 *     ForEachResult#position()}
 */
public record ForEachProgress(long processed, long failed, long position) {}
