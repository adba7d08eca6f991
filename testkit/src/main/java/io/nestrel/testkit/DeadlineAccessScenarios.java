// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionException;
import io.nestrel.error.TransactionTimeoutException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time of a transaction runs out in raw JDBC, or while a stream is read. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface DeadlineAccessScenarios extends DeadlineSteps {

  private void runEndlessRaw(boolean statementsBefore) {
    backend()
        .useConnection(
            connection -> {
              if (statementsBefore) {
                assertThat(ids()).isEmpty();
                backend().transaction(() -> assertThat(ids()).isEmpty());
              }
              try (Statement statement = connection.createStatement()) {
                statement.executeQuery(endlessQuery()).next();
              }
            });
  }

  @Test
  default void raw_jdbc_is_stopped_too() {
    assertThatUntilSoon(() -> runEndlessRaw(false))
        .isInstanceOf(TransactionTimeoutException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertUsable();
  }

  @Test
  default void raw_jdbc_after_statements_in_the_same_work_is_stopped_too() {
    assertThatUntilSoon(() -> runEndlessRaw(true)).isInstanceOf(TransactionTimeoutException.class);
    assertUsable();
  }

  @Test
  default void a_timeout_swallowed_in_raw_jdbc_is_no_commit() {
    assertThatUntilSoon(
            () -> {
              insert(1);
              backend()
                  .useConnection(
                      connection -> {
                        try (Statement statement = connection.createStatement()) {
                          assertThatThrownBy(() -> statement.executeQuery(endlessQuery()).next())
                              .isInstanceOf(SQLException.class);
                        }
                      });
            })
        .isInstanceOf(TransactionException.class);
    assertUsable();
  }

  @Test
  default void a_query_that_streams_is_stopped_too() {
    assertThatUntilSoon(
            () -> {
              try (Stream<Integer> rows = backend().stream(endlessQuery(), row -> 1)) {
                rows.forEach(row -> {});
              }
            })
        .isInstanceOf(TransactionTimeoutException.class);
    assertUsable();
  }

  @Test
  default void a_stream_gives_no_row_after_the_time_is_over() {
    insert(1);
    insert(2);
    assertThatUntilSoon(
            () -> {
              backend().execute("DELETE FROM entry WHERE id = 3");
              try (Stream<Integer> rows = backend().stream("SELECT id FROM entry", Integer.class)) {
                Iterator<Integer> ids = rows.iterator();
                ids.next();
                DeadlineSteps.passTime();
                ids.next();
              }
            })
        .isInstanceOf(TransactionTimeoutException.class);
    backend().execute("DELETE FROM entry");
    assertUsable();
  }
}
