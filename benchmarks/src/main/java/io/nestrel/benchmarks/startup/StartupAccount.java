// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.startup;

import io.nestrel.ActiveRecord;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;

/** A model that the build has enhanced. */
@Table(name = "accounts")
final class StartupAccount extends ActiveRecord<StartupAccount> {
  @Id private long id;
  private String owner = "";
  private long cents;

  private StartupAccount() {}

  StartupAccount(String owner) {
    this.owner = owner;
  }

  long id() {
    return id;
  }

  String owner() {
    return owner;
  }

  long cents() {
    return cents;
  }
}
