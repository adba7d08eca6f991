// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of Nestrel's backends, as tests that any backend can run.
 *
 * <p>A backend's tests extend {@link io.nestrel.testkit.BackendContract}, which needs a {@link
 * io.nestrel.testkit.TestDatabase} and runs all scenarios in all settings; {@link
 * io.nestrel.testkit.TransactionProperties} and {@link io.nestrel.testkit.RewindProperties} for
 * random programs; {@link io.nestrel.testkit.DoomContract}, {@link
 * io.nestrel.testkit.RewindDoomContract} and {@link io.nestrel.testkit.ForEachDoomContract} with a
 * statement that makes the database drop a transaction; {@link
 * io.nestrel.testkit.RewindCommitContract} with one that spoils a COMMIT; and, for a database
 * behind a network, {@link io.nestrel.testkit.CutPointContract}, which cuts the connection at each
 * message, {@link io.nestrel.testkit.RestartContract} and {@link
 * io.nestrel.testkit.RewindDoubtContract}. The interfaces can also be taken one by one, on a {@link
 * io.nestrel.testkit.ContractTest}. {@link io.nestrel.testkit.ScenarioCount} prints how many
 * scenarios each database has passed. Read {@code Contract} next.
 */
@NullMarked
package io.nestrel.testkit;

import org.jspecify.annotations.NullMarked;
