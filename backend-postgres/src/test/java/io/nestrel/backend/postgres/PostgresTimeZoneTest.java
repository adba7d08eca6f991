// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.Backend;
import io.nestrel.testservers.TestServers;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A moment is the same moment, whatever the time zones of the VM and of the session. */
class PostgresTimeZoneTest {
  /** In the gap of Berlin's and New York's spring, in both autumns' overlaps, and before zones. */
  private static final List<Instant> MOMENTS =
      List.of(
          Instant.parse("2026-03-29T01:30:00Z"),
          Instant.parse("2026-03-29T00:59:59.999999Z"),
          Instant.parse("2026-10-25T00:30:00Z"),
          Instant.parse("2026-10-25T01:30:00Z"),
          Instant.parse("2026-03-08T07:30:00Z"),
          Instant.parse("2026-11-01T05:30:00Z"),
          Instant.parse("1883-11-18T12:00:00.000001Z"),
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("-4000-01-01T00:00:00Z"));

  /** None of which exists somewhere. */
  private static final List<LocalDateTime> LOCALS =
      List.of(LocalDateTime.parse("2026-03-29T02:30:00"), LocalDateTime.parse("2026-03-08T02:30"));

  private final TimeZone before = TimeZone.getDefault();
  private final String url = TestServers.postgres18().freshDatabase();

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, Asia/Kathmandu",
    "Europe/Berlin, America/New_York",
    "America/New_York, Europe/Berlin",
    "Asia/Kathmandu, UTC",
    "Pacific/Apia, Pacific/Apia"
  })
  void a_moment_is_never_shifted(String ofVm, String ofSession) {
    TimeZone.setDefault(TimeZone.getTimeZone(ofVm));
    try (Backend backend = Backend.open(url)) {
      backend.transaction(
          () -> {
            backend.execute("SET LOCAL TIME ZONE '" + ofSession + "'");
            backend.execute("CREATE TEMP TABLE moments (at TIMESTAMPTZ, local TIMESTAMP)");
            for (int round = 0; round < 2; round++) {
              MOMENTS.forEach(at -> backend.execute("INSERT INTO moments (at) VALUES (?)", at));
              LOCALS.forEach(at -> backend.execute("INSERT INTO moments (local) VALUES (?)", at));
            }
            for (Instant at : MOMENTS) {
              assertThat(backend.query("SELECT at FROM moments WHERE at = ?", Instant.class, at))
                  .containsExactly(at, at);
              assertThat(
                      backend.query(
                          "SELECT extract(epoch FROM at)::float8 FROM moments WHERE at = ?",
                          Double.class,
                          at))
                  .contains(at.getEpochSecond() + at.getNano() / 1e9);
              assertThat(
                      backend.query(
                          "SELECT array_agg(at) FROM moments WHERE at = ANY(?)",
                          Instant[].class,
                          (Object) new Instant[] {at}))
                  .containsExactly(new Instant[] {at, at});
            }
            for (LocalDateTime at : LOCALS) {
              assertThat(
                      backend.query(
                          "SELECT local FROM moments WHERE local = ?", LocalDateTime.class, at))
                  .containsExactly(at, at);
            }
          });
    }
  }

  @Test
  void a_zone_that_changes_while_a_connection_is_open_shifts_nothing() {
    try (Backend backend = Backend.open(url)) {
      backend.execute("CREATE TABLE moments (at TIMESTAMPTZ)");
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      MOMENTS.forEach(at -> backend.execute("INSERT INTO moments VALUES (?)", at));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(backend.query("SELECT at FROM moments", Instant.class))
          .containsExactlyInAnyOrderElementsOf(MOMENTS);
    }
  }
}
