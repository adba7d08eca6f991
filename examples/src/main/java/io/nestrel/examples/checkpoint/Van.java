// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.checkpoint;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Version;

/** A van, how many kilograms it carries, and who drives it today. */
final class Van extends ActiveRecord<Van> {
  static final Model<Van> vans = Model.of(Van.class);

  @Id private long id;
  private int capacity;
  private String driver = "";
  @Version private int version;

  private Van() {}

  Van(int capacity) {
    this.capacity = capacity;
  }

  Van drivenBy(String newDriver) {
    driver = newDriver;
    return this;
  }

  /**
   * @throws OverloadedException if it cannot carry that weight
   */
  void check(long weight) {
    if (weight > capacity) {
      throw new OverloadedException(weight, capacity);
    }
  }

  long id() {
    return id;
  }

  String driver() {
    return driver;
  }

  int version() {
    return version;
  }
}
