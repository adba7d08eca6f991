// SPDX-License-Identifier: Apache-2.0
/**
 * Imports a bank's CSV file: each row in its own nested scope, all of them in one transaction, or,
 * for long files, with a commit every so many rows. Start with {@link
 * io.nestrel.examples.finance.BatchImport}, which is all there is to it; {@link
 * io.nestrel.examples.finance.FinanceTracker} is the program around it.
 */
@NullMarked
package io.nestrel.examples.finance;

import org.jspecify.annotations.NullMarked;
