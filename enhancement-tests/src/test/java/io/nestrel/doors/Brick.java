// SPDX-License-Identifier: Apache-2.0
package io.nestrel.doors;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A small model, of which there are many. */
final class Brick extends ActiveRecord<Brick> {
  static final Model<Brick> BRICKS = Model.of(Brick.class);

  @Id private @Nullable Long id;
  private int layer;

  @Nullable Long id() {
    return id;
  }

  int layer() {
    return layer;
  }

  void layer(int newLayer) {
    layer = newLayer;
  }
}
