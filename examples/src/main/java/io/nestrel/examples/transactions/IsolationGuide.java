// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.transactions;

import io.nestrel.backend.Backend;
import io.nestrel.transaction.IsolationLevel;
import io.nestrel.transaction.TransactionOptions;
import java.time.Duration;

/** What docs/isolation.md shows, between the tags. */
final class IsolationGuide {
  private IsolationGuide() {}

  static void withdraw(Backend backend, long id, long amount) {
    // tag::options[]
    backend.transaction(
        TransactionOptions.defaults()
            .isolation(IsolationLevel.SERIALIZABLE)
            .timeout(Duration.ofSeconds(5))
            .retry(3),
        () -> Account.accounts.get(id).withdraw(amount).save());
    // end::options[]
  }
}
