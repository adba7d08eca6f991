// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.CutPointContract;
import io.nestrel.testkit.CutPointTarget;
import io.nestrel.testservers.TestServers;

/** With a driver that reconnects by itself, which it must not do inside a unit of work. */
class FailoverCutPointTest extends CutPointContract {
  @Override
  protected CutPointTarget target() {
    return CutPointTarget.mysql(
            // The driver shall try the proxy again at once.
            TestServers.mariadb().freshDatabase() + "&deniedListTimeout=0")
        .failingOver("jdbc:mariadb:sequential:");
  }
}
