// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

/**
 * One step of a random program. Handles are chosen by number among all that the program has made so
 * far, dead ones too; the number is taken modulo their count, and without any the step does
 * nothing.
 */
sealed interface Operation {

  /** What goes on with the work of a scope, and is refused in one that has failed. */
  sealed interface Advance extends Operation {}

  record Begin() implements Advance {}

  record Commit() implements Operation {}

  record Rollback() implements Operation {}

  record CommitHandle(int scope) implements Operation {}

  record RollbackHandle(int scope) implements Operation {}

  record CloseHandle(int scope) implements Operation {}

  record Save() implements Advance {}

  record SaveAs(String name) implements Advance {}

  record BackTo(int savepoint) implements Operation {}

  record BackToName(String name) implements Operation {}

  record Release(int savepoint) implements Operation {}

  record ReleaseName(String name) implements Operation {}

  /** Fails where the row is there already. */
  record Insert(int id) implements Advance {}

  record Update(int id, String note) implements Advance {}

  record Delete(int id) implements Advance {}

  /** Fails always: the row is there from the beginning to the end. */
  record Duplicate() implements Advance {}

  record Query() implements Advance {}
}
