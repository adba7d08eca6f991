// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Ebean's model, which Ebean's plugin enhances in the build; public, as Ebean wants it. */
@Entity
@Table(name = "accounts")
public class EbeanAccount implements Account {
  @Id private long id;
  private String owner;
  private String email;
  private long cents;

  @Column(name = "created_at")
  private String createdAt;

  private boolean active;

  EbeanAccount(NewAccount account) {
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
