// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.List;

/** A thread's transaction in words, for people who look for a fault. */
final class Description {
  private final StringBuilder text = new StringBuilder();

  /**
   * @param remembered how many objects each scope remembers, the outermost first
   */
  static String of(
      TransactionJournal journal,
      TransactionDefinition definition,
      ScopeStack scopes,
      List<Savepoint> savepoints,
      int[] remembered) {
    Description description = new Description();
    description
        .add("%s, %s".formatted(journal, scopes.status()))
        .addIf(definition.isolation() != null, ", %s".formatted(definition.isolation()))
        .addIf(definition.readOnly(), ", read-only")
        .addIf(definition.timeout() != null, ", timeout %s".formatted(definition.timeout()));
    Throwable damage = scopes.damage();
    description.addIf(damage != null, "%n  first error: %s".formatted(damage));
    for (Frame frame : scopes.all()) {
      description.frame(frame, scopes, savepoints, remembered[frame.level() - 1]);
    }
    return description.text.toString();
  }

  private void frame(Frame frame, ScopeStack scopes, List<Savepoint> savepoints, int remembered) {
    Mark mark = frame.ownMark();
    add("%n  %d".formatted(frame.level()))
        .addIf(frame.journal().name() != null, " \"%s\"".formatted(frame.journal().name()))
        .add(mark == null ? "" : " savepoint " + named(mark))
        .addIf(frame.sharesStart(), " shares the start of the scope around it")
        .add(
            ": %s, open for %s, %s, %s remembered"
                .formatted(
                    status(frame, scopes),
                    TransactionJournal.inWords(frame.journal().age()),
                    TransactionJournal.count(frame.journal().statements(), "statement"),
                    TransactionJournal.count(remembered, "object")))
        .addIf(
            !frame.joined().isEmpty(),
            ", joined by " + TransactionJournal.count(frame.joined().size(), "scope"))
        .addIf(
            frame.journal().origin() != null, ", begun at %s".formatted(frame.journal().origin()));
    for (Savepoint savepoint : savepoints) {
      if (savepoint instanceof Mark explicit && explicit.frame == frame && explicit != mark) {
        add("%n    savepoint %s".formatted(named(explicit)));
      }
    }
  }

  private static String named(Mark mark) {
    return "\"%s\"%s".formatted(mark, mark.sent ? "" : " (not sent yet)");
  }

  private static TransactionStatus status(Frame frame, ScopeStack scopes) {
    if (scopes.isDoomed()) {
      return TransactionStatus.DOOMED;
    } else if (scopes.hasFailed(frame)) {
      return TransactionStatus.FAILED;
    }
    return frame.isRollbackOnly() ? TransactionStatus.ROLLBACK_ONLY : TransactionStatus.ACTIVE;
  }

  private Description add(String words) {
    text.append(words);
    return this;
  }

  private Description addIf(boolean condition, String words) {
    return condition ? add(words) : this;
  }
}
