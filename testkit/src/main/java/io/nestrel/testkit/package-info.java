// SPDX-License-Identifier: Apache-2.0
/**
 * The contract that each backend passes, as default test methods; usable by anybody's backend.
 *
 * <p>A backend's tests extend {@link io.nestrel.testkit.BackendContract}, which needs a {@link
 * io.nestrel.testkit.TestDatabase} and runs all scenarios in all settings; {@link
 * io.nestrel.testkit.TransactionProperties} for random programs; and {@link
 * io.nestrel.testkit.DoomContract} with a statement that makes the database drop a transaction;
 * and, for a database behind a network, {@link io.nestrel.testkit.CutPointContract}, which cuts the
 * connection at each message. The interfaces can also be taken one by one, on a {@link
 * io.nestrel.testkit.ContractTest}. Read {@code Contract} next.
 */
@NullMarked
package io.nestrel.testkit;

import org.jspecify.annotations.NullMarked;
