// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static final int FEWEST = 90;

  private final CutPointTable table = new CutPointTable();

  protected CutPointContract() {}

  /** A database on a server; asked for once. */
  protected abstract CutPointTarget target();

  @Test
  final void wherever_the_connection_is_cut_the_truth_is_reported()
      throws IOException, SQLException {
    CutPointTarget target = target();
    try (CuttingProxy proxy = CuttingProxy.to(target.server(), target.framing());
        CutPointTruth truth = new CutPointTruth(target)) {
      CutPointRun run = new CutPointRun(target, proxy, truth, table);
      List<String> messages = new ArrayList<>();
      for (CutPointProgram program : CutPointProgram.values()) {
        messages.add(run.uncut(program));
        run.cutEverywhere(program);
      }
      System.out.printf(
          "%s: %s (messages to and from the server: %s)%n",
          truth.server(), table, String.join(", ", messages));
    }
    assertThat(table.faults()).as(table.toString()).isEmpty();
    assertThat(table.tried()).isGreaterThanOrEqualTo(FEWEST);
    assertThat(table.failed()).isPositive();
    assertThat(table.unknown()).isPositive();
  }
}
