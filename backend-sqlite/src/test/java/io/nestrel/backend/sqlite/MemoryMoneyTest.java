// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.backend.Backend;
import io.nestrel.testkit.MoneyContract;
import java.util.List;

class MemoryMoneyTest extends MoneyContract {
  @Override
  protected List<Backend> open() {
    return List.of(Backend.open("jdbc:sqlite::memory:"));
  }
}
