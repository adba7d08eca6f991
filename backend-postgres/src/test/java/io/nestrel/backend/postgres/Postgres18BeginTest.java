// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.BeginContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class Postgres18BeginTest extends BeginContract {
  @Override
  protected TestDatabase newDatabase() {
    return new PostgresDatabase(TestServers.postgres18());
  }

  @Override
  protected String beginnings() {
    return PostgresTables.BEGINNINGS;
  }
}
