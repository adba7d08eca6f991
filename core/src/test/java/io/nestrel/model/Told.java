// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import io.nestrel.ActiveRecord;
import io.nestrel.annotation.Id;
import java.util.ArrayList;
import java.util.List;

/** A record that notes what it is told of the outcome of transactions. */
final class Told extends ActiveRecord<Told> {
  @Id private long id;
  private int value;
  final transient List<String> calls = new ArrayList<>();
  transient boolean failing;

  long id() {
    return id;
  }

  int value() {
    return value;
  }

  void value(int newValue) {
    value = newValue;
  }

  @Override
  protected void afterSave() {
    if (failing) {
      throw new IllegalStateException("afterSave");
    }
  }

  @Override
  protected void afterCommit() {
    calls.add("committed " + value);
  }

  @Override
  protected void afterRollback() {
    calls.add("rolled back " + (isNew() ? "new" : value));
  }
}
