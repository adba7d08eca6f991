// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServer;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A database of MariaDB or MySQL for one test. */
final class MySqlDatabase implements TestDatabase {
  private final String url;

  MySqlDatabase(TestServer server) {
    this.url = server.freshDatabase();
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public DataSource dataSource() {
    try {
      return new MariaDbDataSource(url + "&disablePipeline=true");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String generatedKey() {
    return "BIGINT AUTO_INCREMENT PRIMARY KEY";
  }

  @Override
  public String preparation() {
    return MySqlDialect.PREPARATION;
  }
}
