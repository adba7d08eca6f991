// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import io.nestrel.error.InvalidSavepointException;
import io.nestrel.error.TransactionException;
import org.jspecify.annotations.Nullable;

/** The calls on savepoints: which names and handles may be used, and what their use does. */
final class ExplicitSavepoints {
  private final ScopeStack scopes;
  private final SavepointStack stack;
  private final ServerTransaction<?> server;
  private final ObjectMemory memory;
  private int counter;

  ExplicitSavepoints(
      ScopeStack scopes, SavepointStack stack, ServerTransaction<?> server, ObjectMemory memory) {
    this.scopes = scopes;
    this.stack = stack;
    this.server = server;
    this.memory = memory;
  }

  /** The number of the last automatic name. */
  int counter() {
    return counter;
  }

  void resetCounter(int number) {
    counter = number;
  }

  /** Takes a savepoint in the innermost scope; null makes up a name. */
  Mark take(@Nullable String name) {
    if (scopes.isBroken()) {
      throw scopes.refusal("a savepoint cannot be taken");
    }
    Mark mark = push(scopes.innermost(), name == null ? nextName() : checkedName(name));
    memory.savepoint(mark);
    return mark;
  }

  Mark push(Frame frame, String name) {
    Mark mark = new Mark(this, frame, name, SavepointNames.fold(name), scopes.nextMoment());
    stack.push(mark);
    return mark;
  }

  String nextName() {
    while (true) {
      String name = SavepointNames.automatic(++counter);
      if (find(name) == null) {
        return name;
      }
    }
  }

  private String checkedName(String name) {
    Mark active = find(SavepointNames.check(name));
    if (active != null && active.isScopeStart()) {
      throw new InvalidSavepointException(
          "The name \"%s\" belongs to the %s: take another".formatted(name, active.frame));
    } else if (active != null && active.frame != scopes.innermost()) {
      throw new InvalidSavepointException(
          "A savepoint \"%s\" is active in the outer %s: take another name"
              .formatted(active.name, active.frame));
    }
    return name;
  }

  void rollbackTo(Mark mark) {
    checkUsable(mark, "rolled back to");
    Frame scope = scopes.innermost();
    if (scopes.hasFailed(scope) && !mark.sent) {
      throw scopes.refusal(
          "savepoint \"%s\", which never reached the server, is of no use".formatted(mark));
    }
    scope.closeCursorsSince(mark.moment);
    try {
      server.rollbackTo(mark);
    } catch (TransactionException e) {
      scopes.doomBy(e);
      throw e;
    }
    stack.rolledBackTo(mark);
    memory.rolledBackTo(mark);
    if (scopes.hasFailed(scope)) {
      scopes.recovered();
    }
    scope.hooks().takeSince(mark.moment).run(Hooks.Kind.AFTER_ROLLBACK);
  }

  void release(Mark mark) {
    checkUsable(mark, "released");
    if (scopes.isBroken()) {
      throw scopes.refusal("releasing savepoint \"%s\" is refused".formatted(mark));
    }
    stack.release(mark);
    memory.released(mark);
  }

  /** The savepoint behind a handle, which must be one of this transaction's. */
  Mark own(Savepoint savepoint) {
    if (savepoint instanceof Mark mark && mark.belongsTo(this)) {
      return mark;
    }
    throw new InvalidSavepointException(
        "Savepoint \"%s\" was not taken in this transaction, but in one that has ended, of another thread or of another backend"
            .formatted(savepoint));
  }

  /** The active savepoint of a name. */
  Mark named(String name) {
    if (scopes.isDoomed()) {
      throw scopes.refusal("savepoint \"%s\" is gone".formatted(name));
    }
    Mark mark = find(name);
    if (mark == null) {
      throw new InvalidSavepointException(
          "No savepoint \"%s\" is active; active are %s".formatted(name, stack.active()));
    }
    return mark;
  }

  void checkUse(String what) {
    scopes.checkUse(what);
  }

  private @Nullable Mark find(String name) {
    String folded = SavepointNames.fold(name);
    return stack.find(mark -> mark.folded.equals(folded));
  }

  private void checkUsable(Mark mark, String action) {
    if (scopes.isDoomed() && !scopes.isEmpty()) {
      throw scopes.refusal("savepoint \"%s\" is gone".formatted(mark));
    } else if (!mark.isActive()) {
      throw new InvalidSavepointException(
          "Savepoint \"%s\" is gone (released, replaced, or removed with its scope or an earlier savepoint) and cannot be %s; active are %s"
              .formatted(mark, action, stack.active()));
    } else if (mark.isScopeStart()) {
      throw new InvalidSavepointException(
          "Savepoint \"%s\" is the start of the %s and cannot be %s: commit or roll back the scope"
              .formatted(mark, mark.frame, action));
    } else if (mark.frame != scopes.innermost()) {
      throw new InvalidSavepointException(
          "Savepoint \"%s\" belongs to the outer %s and cannot be %s from the %s: end the inner scope first"
              .formatted(mark, mark.frame, action, scopes.innermost()));
    }
  }
}
