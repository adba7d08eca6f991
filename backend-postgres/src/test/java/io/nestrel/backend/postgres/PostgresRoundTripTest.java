// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import io.nestrel.testkit.CutPointTarget;
import io.nestrel.testkit.RoundTripContract;
import io.nestrel.testkit.TestDatabase;
import io.nestrel.testservers.TestServers;

class PostgresRoundTripTest extends RoundTripContract {
  @Override
  protected CutPointTarget target() {
    return CutPointTarget.postgres(PostgresDatabase.freshSchema(TestServers.postgres18()));
  }

  @Override
  protected TestDatabase database(String url) {
    return new PostgresDatabase(url);
  }

  @Override
  protected String combined() {
    return """
        insert                                    1  INSERT
        insert in a transaction                   2  BEGIN + INSERT, COMMIT
        insert with callbacks                     2  BEGIN + INSERT, COMMIT
        insert refused                            1  INSERT; prepared: INSERT
        find                                      1  SELECT
        find in a transaction                     2  BEGIN + SELECT, COMMIT
        load 1,000                                1  SELECT
        stream 1,000                              4  BEGIN, SELECT, COMMIT; and: Close
        find, change, save                        2  SELECT, UPDATE
        find, change, save in a transaction       3  BEGIN + SELECT, UPDATE, COMMIT
        save what is unchanged                    0  nothing
        insert, delete                            2  INSERT, DELETE
        raw SQL                                   1  UPDATE
        empty scopes                              0  nothing
        100 nested inserts                      101  BEGIN + INSERT, SAVEPOINT + INSERT, 98 x RELEASE + SAVEPOINT + INSERT, COMMIT
        saveAll of 100                            2  BEGIN + INSERT, COMMIT
        saveEach of 100                           3  BEGIN + INSERT, SAVEPOINT + INSERT, COMMIT
        saveEach of 8, one refused                5  BEGIN + INSERT, SELECT, SAVEPOINT + INSERT, ROLLBACK TO, COMMIT; prepared: SAVEPOINT + INSERT
        … insert                                  1  INSERT
        … find                                    1  SELECT
        … empty nested scope                      0  nothing
        … nested insert                           1  SAVEPOINT + INSERT
        … nested find                             1  SAVEPOINT + SELECT
        … nested raw SQL                          1  SAVEPOINT + UPDATE
        … nested insert with callbacks            1  SAVEPOINT + INSERT
        … nested insert twice                     2  SAVEPOINT + INSERT, RELEASE + SAVEPOINT + INSERT
        … nested insert, insert                   2  SAVEPOINT + INSERT, RELEASE + INSERT
        … nested, rolled back, insert             3  SAVEPOINT + INSERT, ROLLBACK TO, RELEASE + INSERT
        … nested, refused, insert                 3  SAVEPOINT + INSERT, ROLLBACK TO, RELEASE + INSERT; prepared: SAVEPOINT + INSERT
        … 3 levels, 1 insert                      1  SAVEPOINT + INSERT
        … 3 levels, 3 inserts                     3  3 x SAVEPOINT + INSERT
        … savepoint, insert, back to it, insert   3  SAVEPOINT + INSERT, ROLLBACK TO, INSERT
        """;
  }

  @Override
  protected String oneByOne() {
    return """
        insert                                    1  INSERT
        insert in a transaction                   3  BEGIN, INSERT, COMMIT
        insert with callbacks                     3  BEGIN, INSERT, COMMIT
        insert refused                            1  INSERT; prepared: INSERT
        find                                      1  SELECT
        find in a transaction                     3  BEGIN, SELECT, COMMIT
        load 1,000                                1  SELECT
        stream 1,000                              4  BEGIN, SELECT, COMMIT; and: Close
        find, change, save                        2  SELECT, UPDATE
        find, change, save in a transaction       4  BEGIN, SELECT, UPDATE, COMMIT
        save what is unchanged                    0  nothing
        insert, delete                            2  INSERT, DELETE
        raw SQL                                   1  UPDATE
        empty scopes                              0  nothing
        100 nested inserts                      299  BEGIN, INSERT, 98 x (SAVEPOINT, INSERT, RELEASE), SAVEPOINT, INSERT, COMMIT
        saveAll of 100                            3  BEGIN, INSERT, COMMIT
        saveEach of 100                           5  BEGIN, INSERT, SAVEPOINT, INSERT, COMMIT
        saveEach of 8, one refused                7  BEGIN, INSERT, SELECT, SAVEPOINT, INSERT, ROLLBACK TO, COMMIT; prepared: INSERT
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
        … nested, refused, insert                 5  SAVEPOINT, INSERT, ROLLBACK TO, RELEASE, INSERT; prepared: INSERT
        … 3 levels, 1 insert                      2  SAVEPOINT, INSERT
        … 3 levels, 3 inserts                     6  3 x (SAVEPOINT, INSERT)
        … savepoint, insert, back to it, insert   4  SAVEPOINT, INSERT, ROLLBACK TO, INSERT
        """;
  }
}
