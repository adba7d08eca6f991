// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

import java.util.List;

/** A statement as data. A dialect renders it; its parameters are in the order of the fields. */
public sealed interface SqlTree {

  /** The table that is read or written. */
  TableName table();

  /** What a {@link Select} asks of the rows it finds. */
  enum Projection {
    /** The columns. */
    COLUMNS,
    /** The columns, with FOR UPDATE. */
    LOCKED_COLUMNS,
    /** One row with their number. */
    COUNT,
    /** One row for each, with no content; to be limited to one. */
    EXISTENCE
  }

  /** SELECT; its parameters are those of the filter. */
  record Select(TableName table, Projection projection, List<String> columns, Filter filter)
      implements SqlTree {
    public Select {
      columns = List.copyOf(columns);
    }
  }

  /** SELECT of one row by its keys. */
  record Find(TableName table, List<String> columns, List<String> keys) implements SqlTree {
    public Find {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
    }
  }

  /**
   * INSERT of one row.
   *
   * @param columns those with a value; none: a row of defaults
   * @param returning columns whose value the database makes, to be read back; may be empty
   */
  record Insert(TableName table, List<String> columns, List<String> returning) implements SqlTree {
    public Insert {
      columns = List.copyOf(columns);
      returning = List.copyOf(returning);
    }
  }

  /**
   * INSERT of several rows, whose parameters come row by row; or of {@link #ANY_NUMBER}, whose
   * parameters are one array for each column.
   *
   * @param columns those with a value, at least one
   * @param rows how many, at least one; or {@link #ANY_NUMBER}
   * @param leavingOut whether rows that a key forbids are left out without an error
   * @param returning columns to be read back, from each row; may be empty
   */
  record InsertMany(
      TableName table, List<String> columns, int rows, boolean leavingOut, List<String> returning)
      implements SqlTree {
    /** Where the database has UNNEST. */
    public static final int ANY_NUMBER = 0;

    public InsertMany {
      columns = List.copyOf(columns);
      returning = List.copyOf(returning);
    }
  }

  /** SELECT of the largest key; NULL where there is none. */
  record LargestKey(TableName table, String idColumn) implements SqlTree {}

  /**
   * SELECT of the number of rows with larger keys, the smallest and the largest of these, and the
   * values of a column in the order of the keys as one text. Its parameters are what stands between
   * two values, and the key.
   */
  record RowsAfter(TableName table, String idColumn, String column) implements SqlTree {}

  /**
   * SELECT of the keys that one INSERT has made, in their order, with more columns. Its parameters
   * are the first key, the first key, how many there are besides it, and the first key.
   */
  record KeyBlock(TableName table, String idColumn, List<String> columns) implements SqlTree {
    public KeyBlock {
      columns = List.copyOf(columns);
    }
  }

  /** UPDATE of one row; its parameters are the values of the columns, then those of the keys. */
  record Update(TableName table, List<String> columns, List<String> keys) implements SqlTree {
    public Update {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
    }
  }

  /** DELETE of one row by its keys. */
  record Delete(TableName table, List<String> keys) implements SqlTree {
    public Delete {
      keys = List.copyOf(keys);
    }
  }

  /** UPDATE of the rows that a filter finds, with the application's own SET text. */
  record UpdateAll(TableName table, String assignments, String idColumn, Filter filter)
      implements SqlTree {}

  /** DELETE of the rows that a filter finds. */
  record DeleteAll(TableName table, String idColumn, Filter filter) implements SqlTree {}
}
