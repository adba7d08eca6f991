// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.CombiningContract;
import io.nestrel.testkit.FailureContract;
import io.nestrel.testkit.LazinessContract;
import io.nestrel.testkit.RecordedTest;
import io.nestrel.testkit.SavepointContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

/** With the driver's option to send several statements in one text. */
class MySqlMultiQueryTest extends RecordedTest
    implements CombiningContract, LazinessContract, SavepointContract, FailureContract {
  MySqlMultiQueryTest() {
    super("", true);
  }

  @Override
  protected TestDatabase newDatabase() {
    return new MySqlDatabase(freshDatabase());
  }

  /** The URL of an empty database, with that option. */
  static String freshDatabase() {
    return TestServers.mysql().freshDatabase() + "&allowMultiQueries=true";
  }

  /** A savepoint replaces the one of the scope before. */
  @Override
  public int differentNestedTexts() {
    return 1;
  }

  /** There is no RETURNING. */
  @Override
  public String insertAndGiveText(int id) {
    insert(id);
    return "SELECT note FROM entry";
  }
}
