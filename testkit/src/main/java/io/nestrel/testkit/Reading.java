// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A model of which many rows may look alike, and whose table checks what is in it. */
final class Reading extends ActiveRecord<Reading> {
  static final Model<Reading> READINGS = Model.of(Reading.class);

  @Id private @Nullable Long id;
  private int sensor;
  private double measured;
  private @Nullable Instant takenAt;
  private @Nullable Long follows;
  @CreatedAt private @Nullable Instant createdAt;

  private Reading() {}

  Reading(int sensor, double measured) {
    this.sensor = sensor;
    this.measured = measured;
  }

  Reading takenAt(Instant moment) {
    takenAt = moment;
    return this;
  }

  Reading follows(@Nullable Long other) {
    follows = other;
    return this;
  }

  Reading id(long newId) {
    id = newId;
    return this;
  }

  @Nullable Long id() {
    return id;
  }

  int sensor() {
    return sensor;
  }

  double measured() {
    return measured;
  }

  @Nullable Instant takenAt() {
    return takenAt;
  }

  @Nullable Long follows() {
    return follows;
  }

  @Nullable Instant createdAt() {
    return createdAt;
  }
}
