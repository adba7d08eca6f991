// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.records;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import io.nestrel.backend.ForEachResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an import ended. */
final class ImportSummary extends ActiveRecord<ImportSummary> {
  static final Model<ImportSummary> summaries = Model.of(ImportSummary.class);

  @Id private long id;
  @CreatedAt private @Nullable Instant completedAt;
  private int imported;
  private int failed;

  private ImportSummary() {}

  ImportSummary(ForEachResult<ImportRow> result) {
    imported = Math.toIntExact(result.succeeded());
    failed = result.failures().size();
  }

  long id() {
    return id;
  }

  @Nullable Instant completedAt() {
    return completedAt;
  }

  int imported() {
    return imported;
  }

  int failed() {
    return failed;
  }
}
