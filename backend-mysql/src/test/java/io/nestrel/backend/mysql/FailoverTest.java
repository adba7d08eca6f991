// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import io.nestrel.error.ConnectionLostException;
import io.nestrel.error.DatabaseException;
import io.nestrel.error.TransactionDoomedException;
import io.nestrel.testkit.CutPoint;
import io.nestrel.testkit.CuttingProxy;
import io.nestrel.testkit.Direction;
import io.nestrel.testkit.MessageFraming;
import io.nestrel.testservers.TestServers;
import io.nestrel.transaction.TransactionManager;
import io.nestrel.transaction.TransactionStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A driver that was told to fail over: from a proxy that cuts to the server itself. */
class FailoverTest {
  private static final CutPoint NEXT =
      new CutPoint(Direction.CLIENT_TO_SERVER, 1, CutPoint.Moment.BEFORE);

  private final URI url =
      URI.create(TestServers.mariadb().freshDatabase().substring("jdbc:".length()));
  private final CuttingProxy proxy;
  private final Backend backend;
  private final TransactionManager manager;

  FailoverTest() throws IOException {
    proxy =
        CuttingProxy.to(
            new InetSocketAddress(url.getHost(), url.getPort()), MessageFraming.mysql());
    String failingOver =
        "jdbc:mariadb:sequential://127.0.0.1:%d,%s:%d%s?%s"
            .formatted(proxy.port(), url.getHost(), url.getPort(), url.getPath(), url.getQuery());
    backend = Backend.open(failingOver, BackendOptions.defaults().poolSize(1));
    manager = backend.transactionManager();
  }

  @BeforeEach
  void createTable() {
    backend.execute("CREATE TABLE entry (id INT PRIMARY KEY)");
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
    proxy.close();
  }

  @Test
  void it_is_not_noticed_as_anything_but_a_lost_connection_inside_a_transaction() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (1)");
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (2)");
    proxy.arm(NEXT);
    assertThatThrownBy(() -> backend.execute("INSERT INTO entry VALUES (3)"))
        .isInstanceOf(ConnectionLostException.class);
    assertThatThrownBy(() -> backend.execute("INSERT INTO entry VALUES (4)"))
        .isInstanceOf(TransactionDoomedException.class);
    manager.rollback();
    assertThatThrownBy(manager::commit).isInstanceOf(TransactionDoomedException.class);
    manager.rollback();
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).isEmpty();
  }

  /** The ping that asks what the error has left is answered by another session. */
  @Test
  void a_new_session_of_the_drivers_own_is_prepared_as_any_other() {
    manager.begin();
    backend.execute("INSERT INTO entry VALUES (1)");
    proxy.arm(new CutPoint(Direction.CLIENT_TO_SERVER, 2, CutPoint.Moment.BEFORE));
    assertThatThrownBy(() -> backend.execute("INSERT INTO missing VALUES (1)"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("missing");
    assertThat(manager.status()).isEqualTo(TransactionStatus.DOOMED);
    manager.rollback();
    assertThat(
            backend.query(
                "SELECT CONCAT(@@time_zone, ' ', @@sql_mode LIKE '%STRICT_ALL_TABLES%')",
                String.class))
        .containsExactly("+00:00 1");
    assertThat(backend.query("SELECT id FROM entry", Integer.class)).isEmpty();
  }
}
