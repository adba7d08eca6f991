// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.CutPointContract;
import io.nestrel.testkit.CutPointTarget;

/**
 * With the driver's option to send several statements in one text. Without it all goes one by one.
 */
class MySqlCutPointTest extends CutPointContract {
  @Override
  protected CutPointTarget target() {
    return CutPointTarget.mysql(MySqlMultiQueryTest.freshDatabase());
  }
}
