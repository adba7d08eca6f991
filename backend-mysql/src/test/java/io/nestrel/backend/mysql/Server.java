// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.backend.Backend;
import io.nestrel.testservers.TestServer;
import io.nestrel.testservers.TestServers;

/** The servers that tests run on. */
enum Server {
  MARIADB {
    @Override
    TestServer get() {
      return TestServers.mariadb();
    }
  },
  MYSQL {
    @Override
    TestServer get() {
      return TestServers.mysql();
    }
  };

  abstract TestServer get();

  /** A backend on an empty database. */
  Backend open() {
    return Backend.open(get().freshDatabase());
  }
}
