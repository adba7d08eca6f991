// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.BackendContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract where each transaction gets another connection of the server. */
class PostgresPoolerContractTest extends BackendContract {
  private final List<TransactionPooler> poolers = new ArrayList<>();

  @Override
  protected TestDatabase newDatabase() {
    try {
      TransactionPooler pooler =
          new TransactionPooler(PostgresDatabase.freshSchema(TestServers.postgres18()));
      poolers.add(pooler);
      return new PostgresDatabase(pooler.url() + "&prepareThreshold=0");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void closePoolers() throws IOException {
    for (TransactionPooler pooler : poolers) {
      pooler.close();
    }
  }
}
