// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model that writes down what it is told of the outcome of its saves. */
@Table(name = "widgets")
final class Listener extends ActiveRecord<Listener> {
  static final Model<Listener> LISTENERS = Model.of(Listener.class);

  @Id private @Nullable Long id;
  private String name = "";
  private int stock;
  private final transient List<String> calls = new ArrayList<>();

  private Listener() {}

  Listener(String name) {
    this.name = name;
  }

  @Nullable Long id() {
    return id;
  }

  Listener stock(int newStock) {
    stock = newStock;
    return this;
  }

  List<String> calls() {
    return calls;
  }

  @Override
  protected void afterSave() {
    if (name.startsWith("bad")) {
      throw new IllegalStateException("the callback of " + name);
    }
  }

  @Override
  protected void afterCommit() {
    calls.add("committed " + stock);
  }

  @Override
  protected void afterRollback() {
    calls.add("rolled back " + stock);
  }
}
