// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.CutPointContract;
import io.nestrel.testkit.CutPointTarget;
import io.nestrel.testservers.TestServers;

class MySqlCutPointTest extends CutPointContract {
  @Override
  protected CutPointTarget target() {
    return CutPointTarget.mysql(TestServers.mysql().freshDatabase());
  }
}
