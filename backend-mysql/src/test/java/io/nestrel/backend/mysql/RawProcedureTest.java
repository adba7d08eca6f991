// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.ConnectionRunnable;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends transactions and begins others, on the driver's connection. */
@ParameterizedClass
@EnumSource
class RawProcedureTest extends ProcedureFixture {
  RawProcedureTest(Server server) {
    super(server);
  }

  @Test
  void a_procedure_is_noticed_in_every_way_of_calling() {
    procedure("COMMIT; START TRANSACTION;");
    assertDoomedByRaw(connection -> connection.createStatement().execute("CALL p()"));
    assertDoomedByRaw(connection -> connection.prepareStatement("CALL p()").executeUpdate());
    assertDoomedByRaw(connection -> connection.prepareCall("{call p()}").execute());
    assertDoomedByRaw(
        connection -> {
          Statement statement = connection.createStatement();
          statement.addBatch("UPDATE entry SET id = 1");
          statement.addBatch("CALL p()");
          statement.executeBatch();
        });
  }

  private void assertDoomedByRaw(ConnectionRunnable work) {
    manager.begin();
    insert(1);
    manager.begin();
    backend.useConnection(work);
    assertDoomed();
    assertThat(committed()).containsExactly(1);
    backend.execute("DELETE FROM entry");
  }

  @Test
  void a_procedure_is_part_of_the_transaction_if_it_leaves_that_alone() {
    procedure("INSERT INTO entry VALUES (2);");
    manager.begin();
    insert(1);
    backend.useConnection(
        connection -> {
          connection.prepareCall("{call p()}").execute();
          manager.begin();
          assertThatThrownBy(() -> connection.prepareCall("{call p()}").execute())
              .isInstanceOf(SQLException.class);
          manager.rollback();
        });
    insert(3);
    manager.commit();
    assertThat(committed()).containsExactly(1, 2, 3);
  }

  @Test
  void a_transaction_that_is_chained_to_another_one_is_noticed() {
    for (String sql : List.of("COMMIT AND CHAIN", "BEGIN", "START TRANSACTION READ ONLY")) {
      assertDoomedByRaw(connection -> connection.createStatement().execute(sql));
    }
  }
}
