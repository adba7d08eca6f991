// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.Model;

/** What scenarios with {@link Keepsake}s share: saving one, and looking at its row. */
interface KeepsakeContract extends Contract {

  default Model<Keepsake> keepsakes() {
    return Keepsake.KEEPSAKES.on(backend());
  }

  /** A record that has just been saved. */
  default Keepsake saved(String name) {
    return keepsakes().save(new Keepsake(name));
  }

  /** The record's row as it is now, in an object of its own. */
  default Keepsake row(Keepsake record) {
    return keepsakes().get(record.key());
  }
}
