// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.chunks;

import static io.nestrel.examples.chunks.Invoice.invoices;

import io.nestrel.backend.Backend;
import io.nestrel.transaction.Savepoint;
import java.time.Duration;
import java.util.function.IntConsumer;

/** How long small updates in one transaction take, without savepoints and with one for each. */
record SavepointCost(Duration without, Duration with) {

  static SavepointCost of(Backend backend, int updates) {
    IntConsumer plain = id -> invoices.where("id = ?", id).update("paid = ?", true);
    IntConsumer guarded =
        id -> {
          Savepoint savepoint = backend.transactionManager().savepoint();
          plain.accept(id);
          savepoint.release();
        };
    time(backend, updates, guarded); // so that neither has to warm up
    return new SavepointCost(time(backend, updates, plain), time(backend, updates, guarded));
  }

  private static Duration time(Backend backend, int updates, IntConsumer update) {
    long start = System.nanoTime();
    backend.transaction(
        () -> {
          for (int id = 1; id <= updates; id++) {
            update.accept(id);
          }
        });
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
