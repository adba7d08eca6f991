// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import io.nestrel.benchmarks.database.AccountDatabase;
import io.nestrel.benchmarks.database.DatabaseKind;
import java.sql.SQLException;

/** Who is measured. */
public enum Contenders {
  JDBC("JDBC by hand"),
  NESTREL("Nestrel"),
  EBEAN("Ebean"),
  HIBERNATE("Hibernate"),
  JOOQ("jOOQ"),
  JDBI("Jdbi"),
  SPRING("Spring");

  private final String title;

  Contenders(String title) {
    this.title = title;
  }

  /** As people call it. */
  public String title() {
    return title;
  }

  /** Makes the table anew and gives somebody who works on it. */
  public Contender open(AccountDatabase database) throws SQLException {
    if (this != JDBC && database.kind() == DatabaseKind.SQLITE) {
      database.pool(); // a database in memory is where its connection is
    }
    database.createTable();
    return switch (this) {
      case JDBC -> new JdbcContender(database);
      case NESTREL -> new NestrelContender(database);
      case EBEAN -> new EbeanContender(database);
      case HIBERNATE -> new HibernateContender(database);
      case JOOQ -> new JooqContender(database);
      case JDBI -> new JdbiContender(database);
      case SPRING -> new SpringContender(database);
    };
  }
}
