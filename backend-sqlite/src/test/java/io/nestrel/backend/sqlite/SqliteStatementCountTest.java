// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import io.nestrel.testkit.StatementCountContract;
import io.nestrel.testkit.TestDatabase;

class SqliteStatementCountTest extends StatementCountContract {
  @Override
  protected TestDatabase newDatabase() {
    return SqliteDatabase.inMemory();
  }

  @Override
  protected String combined() {
    return """
        insert                                    1  INSERT
        insert in a transaction                   3  BEGIN, INSERT, COMMIT
        insert with callbacks                     3  BEGIN, INSERT, COMMIT
        insert refused                            3  INSERT, BEGIN, COMMIT; prepared: INSERT
        find                                      1  SELECT
        find in a transaction                     3  BEGIN, SELECT, COMMIT
        load 1,000                                1  SELECT
        stream 1,000                              1  SELECT
        find, change, save                        2  SELECT, UPDATE
        find, change, save in a transaction       4  BEGIN, SELECT, UPDATE, COMMIT
        save what is unchanged                    0  nothing
        insert, delete                            2  INSERT, DELETE
        raw SQL                                   1  UPDATE
        empty scopes                              0  nothing
        100 nested inserts                      299  BEGIN, INSERT, 98 x (SAVEPOINT, INSERT, RELEASE), SAVEPOINT, INSERT, COMMIT
        saveAll of 100                            6  BEGIN, SELECT, 2 x INSERT, SELECT, COMMIT
        saveEach of 100                          10  BEGIN, SELECT, INSERT, SELECT, SAVEPOINT, SELECT, 2 x INSERT, SELECT, COMMIT
        saveEach of 8, one refused               19  BEGIN, SELECT, INSERT, SELECT, ROLLBACK, BEGIN, SELECT, INSERT, SELECT, SAVEPOINT, INSERT, BEGIN, ROLLBACK TO, RELEASE, SAVEPOINT, SELECT, INSERT, SELECT, COMMIT; prepared: INSERT
        … insert                                  1  INSERT
        … find                                    1  SELECT
        … empty nested scope                      0  nothing
        … nested insert                           2  SAVEPOINT, INSERT
        … nested find                             2  SAVEPOINT, SELECT
        … nested raw SQL                          2  SAVEPOINT, UPDATE
        … nested insert with callbacks            2  SAVEPOINT, INSERT
        … nested insert twice                     5  SAVEPOINT, INSERT, RELEASE, SAVEPOINT, INSERT
        … nested insert, insert                   4  SAVEPOINT, INSERT, RELEASE, INSERT
        … nested, rolled back, insert             5  SAVEPOINT, INSERT, ROLLBACK TO, RELEASE, INSERT
        … nested, refused, insert                 6  SAVEPOINT, INSERT, BEGIN, ROLLBACK TO, RELEASE, INSERT; prepared: INSERT
        … 3 levels, 1 insert                      2  SAVEPOINT, INSERT
        … 3 levels, 3 inserts                     6  3 x (SAVEPOINT, INSERT)
        … savepoint, insert, back to it, insert   4  SAVEPOINT, INSERT, ROLLBACK TO, INSERT
        """;
  }

  @Override
  protected String oneByOne() {
    return combined();
  }
}
