// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.testservers.TestServers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results that are read bit by bit. */
class PostgresStreamTest {
  private final Backend backend = Backend.open(TestServers.postgres18().freshDatabase());

  PostgresStreamTest() {
    backend.execute("CREATE TABLE pet (id INTEGER PRIMARY KEY, age INTEGER)");
    backend.execute("INSERT INTO pet VALUES (1, 1), (2, 2)");
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void a_stream_outside_a_transaction_reads_bit_by_bit_beside_other_statements() {
    try (Stream<Integer> numbers =
        backend.stream("SELECT n FROM generate_series(1, 3000) n", Integer.class)) {
      assertThat(numbers.peek(n -> backend.execute("UPDATE pet SET age = age + 1")).limit(5))
          .containsExactly(1, 2, 3, 4, 5);
    }
    assertThat(backend.query("SELECT max(age) FROM pet", Integer.class)).containsExactly(7);
    long idle =
        backend
            .query(
                "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
                    + " AND datname = current_database()",
                Long.class)
            .get(0);
    assertThat(idle).isZero();
  }
}
