// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.CutPointContract;
import io.nestrel.testkit.CutPointTarget;
import io.nestrel.testservers.TestServers;

class Postgres18CutPointTest extends CutPointContract {
  @Override
  protected CutPointTarget target() {
    return CutPointTarget.postgres(TestServers.postgres18().freshDatabase());
  }
}
