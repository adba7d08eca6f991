// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.error.NestrelException;
import io.nestrel.sql.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows were inserted together, but not so that their keys can be told apart; never seen alone. */
final class RowsNotKnownException extends NestrelException {
  private static final long serialVersionUID = 1L;

  private static final Logger log = LoggerFactory.getLogger(RecordStore.class);

  private RowsNotKnownException(String message) {
    super(message);
  }

  /** Also told to the log, because what is done instead takes longer. */
  static RowsNotKnownException of(TableName table, int rows) {
    log.info(
        "Rows of table {} do not come back from the database as they were sent, so that inserting many takes longer from now on",
        table);
    return new RowsNotKnownException(
        "Which of %d rows of table %s is which record's cannot be told from what the database returns"
            .formatted(rows, table));
  }
}
