// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;

/** What a server that was there already does not let itself be done. */
final class Refusals {

  private Refusals() {}

  static void assertRefused(TestServer server) throws SQLException {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(server::kill)
        .withMessageContaining("is not killed; leave out -Dnestrel.test.");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(server::restart)
        .withMessageContaining("is not restarted; leave out -Dnestrel.test.");
    assertThat(Sql.number(server.url(), "SELECT 1")).isEqualTo(1);
  }
}
