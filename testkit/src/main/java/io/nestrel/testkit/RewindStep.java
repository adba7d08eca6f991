// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

/**
 * One step of a random program with records.
 *
 * @param number chooses among all records, scopes or savepoints that the program has made so far,
 *     dead ones too (of loads: among the rows); modulo their count, and without any the step does
 *     nothing
 * @param value what to set, or which name to use
 */
record RewindStep(Kind kind, int number, int value) {

  enum Kind {
    BEGIN,
    COMMIT,
    ROLLBACK,
    CLOSE,
    SAVEPOINT,
    NAMED_SAVEPOINT,
    BACK_TO,
    RELEASE,
    /** A record, not saved. */
    MAKE,
    LOAD,
    SET_NAME,
    SET_STOCK,
    /** A set, then a change in place. */
    SET_DATA,
    CHANGE_DATA_IN_PLACE,
    SAVE,
    DELETE,
    RELOAD,
    /** A statement that fails always. */
    FAIL,
    QUERY
  }

  /** Few enough for records to want the same one, which is unique. */
  String name() {
    return "name " + value;
  }
}
