// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.Model;
import io.nestrel.backend.ForEachFailure;
import io.nestrel.error.ForeignKeyViolationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many records of which one refers to a row that is not there, where that is checked. */
public interface SaveForeignKeyContract extends Contract {

  private static List<Reading> orphanAmongOthers() {
    return List.of(
        new Reading(1, 1),
        new Reading(2, 2).follows(4_711L),
        new Reading(3, 3),
        new Reading(4, 4).id(9_000),
        new Reading(5, 5).follows(9_000L));
  }

  @Test
  default void an_orphan_fails_alone_or_with_all() {
    Model<Reading> readings = Reading.READINGS.on(backend());
    assertThatThrownBy(() -> readings.saveAll(orphanAmongOthers()))
        .isInstanceOf(ForeignKeyViolationException.class);
    assertThat(readings.count()).isZero();
    assertThat(readings.saveEach(orphanAmongOthers()).failures())
        .extracting(ForEachFailure::index)
        .containsExactly(1L);
    assertThat(readings.count()).isEqualTo(4);
  }
}
