// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.stock;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened in a run. */
final class AuditEntry extends ActiveRecord<AuditEntry> {
  static final Model<AuditEntry> audit = Model.of(AuditEntry.class);

  @Id private long id;
  @CreatedAt private @Nullable Instant at;
  private String message = "";

  private AuditEntry() {}

  AuditEntry(String message) {
    this.message = message;
  }

  static void log(String message) {
    new AuditEntry(message).save();
  }

  long id() {
    return id;
  }

  @Nullable Instant at() {
    return at;
  }

  String message() {
    return message;
  }
}
