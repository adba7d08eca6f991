// SPDX-License-Identifier: Apache-2.0
/**
 * Programs to run and to read, each in a package of its own. From the project's root:
 *
 * <pre>
 * mvn -q compile exec:java -pl examples -am
 * mvn -q compile exec:java -pl examples -am -Dexec.args=examples/data/household.csv
 * mvn -q compile exec:java -pl examples -am -Dexec.mainClass=io.nestrel.examples.prices.Prices
 * </pre>
 *
 * <p>Each runs on a database of SQLite, PostgreSQL, MariaDB or MySQL that {@code -Dexec.args="--url
 * jdbc:postgresql://localhost/examples --user alice --password secret"} names, and without that on
 * one of SQLite. The tables are in the script {@code tables-….sql} beside each program.
 *
 * <p>The first is {@link io.nestrel.examples.finance.FinanceTracker}; the others are {@link
 * io.nestrel.examples.prices.Prices}, {@link io.nestrel.examples.records.RecordImport}, {@link
 * io.nestrel.examples.stock.StockRun}, {@link io.nestrel.examples.funds.Funds}, {@link
 * io.nestrel.examples.wizard.OrderWizard}, {@link io.nestrel.examples.fallbacks.Fallbacks}, {@link
 * io.nestrel.examples.checkpoint.Checkpoint} and {@link io.nestrel.examples.chunks.ChunkedUpdate}.
 */
@NullMarked
package io.nestrel.examples;

import org.jspecify.annotations.NullMarked;
