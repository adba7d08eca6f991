// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.checkpoint;

import static io.nestrel.examples.checkpoint.Parcel.State.LOADED;
import static io.nestrel.examples.checkpoint.Parcel.State.WAITING;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;

/** A parcel and its weight in kilograms. */
final class Parcel extends ActiveRecord<Parcel> {
  static final Model<Parcel> parcels = Model.of(Parcel.class);

  enum State {
    WAITING,
    LOADED
  }

  @Id private long id;
  private int weight;
  private boolean express;
  private State state = WAITING;
  @Version private int version;

  private Parcel() {}

  Parcel(int weight, boolean express) {
    this.weight = weight;
    this.express = express;
  }

  Parcel load() {
    state = LOADED;
    return this;
  }

  /** What all parcels in the van weigh together. */
  static long loadedWeight() {
    return parcels.where("state = ?", LOADED).list().stream().mapToLong(Parcel::weight).sum();
  }

  long id() {
    return id;
  }

  int weight() {
    return weight;
  }

  boolean isExpress() {
    return express;
  }

  State state() {
    return state;
  }

  int version() {
    return version;
  }
}
