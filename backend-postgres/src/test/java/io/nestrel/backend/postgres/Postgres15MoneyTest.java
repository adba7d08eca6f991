// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.backend.Backend;
import io.nestrel.testkit.MoneyContract;
import io.nestrel.testservers.TestServers;
import java.util.List;

class Postgres15MoneyTest extends MoneyContract {
  @Override
  protected List<Backend> open() {
    String url = TestServers.postgres15().freshDatabase();
    return List.of(Backend.open(url), Backend.open(url));
  }
}
