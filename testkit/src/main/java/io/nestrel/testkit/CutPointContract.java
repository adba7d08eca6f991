// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.backend.BackendOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Units of work whose connection is cut before and after each message between driver and server, in
 * both directions. What was reported committed is there, of what was reported failed nothing is
 * there, and of what is unknown all or nothing; and afterwards the backend is usable.
 */
public abstract class CutPointContract {

  private static final int FEWEST = 60;

  protected CutPointContract() {}

  /** A new database on a server. */
  protected abstract CutPointTarget target();

  @Test
  final void wherever_the_connection_is_cut_the_truth_is_reported()
      throws IOException, SQLException {
    cutEverywhere(true);
  }

  @Test
  final void wherever_the_connection_is_cut_control_statements_that_go_one_by_one_tell_it_too()
      throws IOException, SQLException {
    cutEverywhere(false);
  }

  private void cutEverywhere(boolean combining) throws IOException, SQLException {
    CutPointTarget target = target();
    CutPointTable table = new CutPointTable();
    BackendOptions options = BackendOptions.defaults().poolSize(1).combining(combining);
    try (CuttingProxy proxy = CuttingProxy.to(target.server(), target.framing());
        CutPointTruth truth = new CutPointTruth(target)) {
      CutPointRun run = new CutPointRun(target, proxy, truth, table, options);
      List<String> messages = new ArrayList<>();
      for (CutPointProgram program : CutPointProgram.values()) {
        messages.add(run.uncut(program));
        run.cutEverywhere(program);
      }
      System.out.printf(
          "%s, control statements %s: %s (messages to and from the server: %s)%n",
          truth.server(),
          combining ? "combined where that goes" : "one by one",
          table,
          String.join(", ", messages));
    }
    assertThat(table.faults()).as(table.toString()).isEmpty();
    assertThat(table.tried()).isGreaterThanOrEqualTo(FEWEST);
    assertThat(table.failed()).isPositive();
    assertThat(table.unknown()).isPositive();
  }
}
