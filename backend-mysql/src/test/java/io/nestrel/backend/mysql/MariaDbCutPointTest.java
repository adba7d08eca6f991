// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.CutPointContract;
import io.nestrel.testkit.CutPointTarget;
import io.nestrel.testservers.TestServers;

class MariaDbCutPointTest extends CutPointContract {
  @Override
  protected CutPointTarget target() {
    return CutPointTarget.mysql(TestServers.mariadb().freshDatabase());
  }
}
