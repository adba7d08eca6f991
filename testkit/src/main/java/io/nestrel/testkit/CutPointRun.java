// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.testkit.CutPoint.Moment;
import io.nestrel.testkit.CutPointTable.Reported;
import java.sql.SQLException;

/** Runs programs through a proxy, each time on a backend and with rows of its own. */
final class CutPointRun {

  private final CutPointTarget target;
  private final CuttingProxy proxy;
  private final CutPointTruth truth;
  private final CutPointTable table;
  private final BackendOptions options;
  private int first;

  CutPointRun(
      CutPointTarget target,
      CuttingProxy proxy,
      CutPointTruth truth,
      CutPointTable table,
      BackendOptions options) {
    this.options = options;
    this.target = target;
    this.proxy = proxy;
    this.truth = truth;
    this.table = table;
  }

  /** Without a cut all is committed. Gives how many messages went to the server and back. */
  String uncut(CutPointProgram program) throws SQLException {
    startRows();
    try (Backend backend = open()) {
      assertThat(backend.query(target.sessionId(), Long.class)).hasSize(1);
      proxy.count();
      program.run(backend, first);
      assertThat(truth.rows(first)).isEqualTo(program.all());
      return "%s %d+%d"
          .formatted(
              program,
              proxy.counted(Direction.CLIENT_TO_SERVER),
              proxy.counted(Direction.SERVER_TO_CLIENT));
    }
  }

  /** Cuts at one message after the other, until the program ends before it. */
  void cutEverywhere(CutPointProgram program) throws SQLException {
    for (Direction direction : Direction.values()) {
      for (Moment moment : Moment.values()) {
        int message = 1;
        while (cut(program, new CutPoint(direction, message, moment))) {
          message++;
        }
      }
    }
  }

  /** Gives whether the program came to that point. */
  private boolean cut(CutPointProgram program, CutPoint point) throws SQLException {
    startRows();
    try (Backend backend = open()) {
      long session = backend.query(target.sessionId(), Long.class).get(0);
      proxy.arm(point);
      Reported reported = Reported.COMMITTED;
      String what = "committed was reported";
      try {
        program.run(backend, first);
      } catch (UnknownCommitOutcomeException e) {
        reported = Reported.UNKNOWN;
        what = e.toString();
      } catch (RuntimeException e) {
        reported = Reported.FAILED;
        what = e.toString();
      }
      if (!proxy.disarm()) {
        assertThat(truth.rows(first)).as("%s; not cut: %s", program, what).isEqualTo(program.all());
        assertThat(reported).as(what).isEqualTo(Reported.COMMITTED);
        return false;
      }
      truth.awaitEndOf(session);
      table.add(reported, program, truth.rows(first), "cut %s, %s".formatted(point, what));
      assertUsable(backend, "%s, cut %s, %s".formatted(program, point, what));
      return true;
    }
  }

  private void startRows() throws SQLException {
    first += CutPointTruth.IDS;
    truth.prepare(first);
  }

  private Backend open() {
    return Backend.open(target.urlThrough(proxy), options);
  }

  private void assertUsable(Backend backend, String what) throws SQLException {
    Runnable work =
        () ->
            backend.transaction(
                () -> backend.execute("UPDATE entry SET note = 'usable' WHERE id = ?", first));
    assertThat(backend.transactionManager().level()).as(what).isZero();
    assertThatCode(work::run).as(what).doesNotThrowAnyException();
    assertThat(truth.rows(first)).as(what).contains("0 usable");
  }
}
