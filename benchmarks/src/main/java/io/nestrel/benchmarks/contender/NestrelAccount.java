// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import io.nestrel.ActiveRecord;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Table;

/** Nestrel's model, which the build enhances. */
@Table(name = "accounts")
final class NestrelAccount extends ActiveRecord<NestrelAccount> implements Account {
  @Id private long id;
  private String owner = "";
  private String email = "";
  private long cents;
  private String createdAt = "";
  private boolean active;

  private NestrelAccount() {}

  NestrelAccount(NewAccount account) {
    owner = account.owner();
    email = account.email();
    cents = account.cents();
    createdAt = account.createdAt();
    active = account.active();
  }

  void add(long more) {
    cents += more;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String owner() {
    return owner;
  }

  @Override
  public String email() {
    return email;
  }

  @Override
  public long cents() {
    return cents;
  }

  @Override
  public String createdAt() {
    return createdAt;
  }

  @Override
  public boolean active() {
    return active;
  }
}
