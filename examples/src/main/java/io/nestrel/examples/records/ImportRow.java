// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.records;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A row as it came in, and what became of it. */
final class ImportRow extends ActiveRecord<ImportRow> {
  static final Model<ImportRow> rows = Model.of(ImportRow.class);

  enum Status {
    PENDING,
    IMPORTED,
    FAILED
  }

  @Id private long id;
  private String email = "";
  private String name = "";
  private Status status = Status.PENDING;
  private @Nullable String error;

  private ImportRow() {}

  ImportRow(String email, String name) {
    this.email = email;
    this.name = name;
  }

  ImportRow imported() {
    status = Status.IMPORTED;
    return this;
  }

  ImportRow failed(@Nullable String reason) {
    status = Status.FAILED;
    error = reason;
    return this;
  }

  long id() {
    return id;
  }

  String email() {
    return email;
  }

  String name() {
    return name;
  }

  Status status() {
    return status;
  }

  @Nullable String error() {
    return error;
  }
}
