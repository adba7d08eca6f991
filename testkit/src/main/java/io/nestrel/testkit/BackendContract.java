// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * The whole contract. A backend's test class extends this one, says how to make a database, and has
 * every scenario run: as applications use it, on connections that come with autocommit off, inside
 * a transaction that is open already (which has sent something, or nothing), and without
 * savepoints.
 */
public abstract class BackendContract {

  protected BackendContract() {}

  /** An empty database, which nobody else uses. */
  protected abstract TestDatabase newDatabase();

  /** The scenarios run in every setting. */
  public interface BasicScenarios
      extends ScopeContract,
          ScopeEndContract,
          SavepointContract,
          SavepointNameContract,
          FailureContract,
          ForEachContract,
          RecordContract,
          SaveAllContract,
          SaveEachContract,
          RewindContract,
          RewindLoadContract,
          RewindPendingContract,
          RewindSavepointContract,
          RewindSavepointUseContract,
          RewindValueContract,
          RawJdbcContract,
          JoinedScopeContract,
          NestedHookContract,
          StreamContract {}

  @Nested
  class OnAPool extends ContractTest
      implements BasicScenarios,
          OutermostContract,
          OutermostHookContract,
          ForEachCommitContract,
          SaveForeignKeyContract,
          RawJdbcContract.Outermost,
          ThreadContract,
          RewindThreadContract,
          IsolationLevelContract,
          ReadOnlyContract,
          DeadlineScenarios,
          DeadlineAccessScenarios {
    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }

    @Override
    public String endlessQuery() {
      return database().endlessQuery();
    }
  }

  @Nested
  class OnConnectionsWithAutocommitOff extends ContractTest
      implements BasicScenarios, OutermostContract, OutermostHookContract, ForEachCommitContract {
    private final HikariDataSource pool = new HikariDataSource();

    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }

    @Override
    protected Backend open(TestDatabase fresh) {
      pool.setDataSource(RecordingDataSource.of(fresh.dataSource()).withAutoCommitOff());
      pool.setAutoCommit(false);
      pool.setMaximumPoolSize(3);
      pool.setMinimumIdle(0);
      return Backend.of(pool);
    }

    @Override
    protected void after() {
      pool.close();
    }
  }

  @Nested
  class InsideATransaction extends InsideTransactionTest implements BasicScenarios {
    InsideATransaction() {
      super(true);
    }

    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }
  }

  @Nested
  class InsideATransactionThatHasSentNothing extends InsideTransactionTest
      implements BasicScenarios {
    InsideATransactionThatHasSentNothing() {
      super(false);
    }

    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }
  }

  @Nested
  class OnARecordedConnection extends RecordedTest
      implements LazinessContract, ControlFailureContract {
    OnARecordedConnection() {
      super("", false);
    }

    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }
  }

  @Nested
  class OnAPoolThatCombinesNothing extends ContractTest implements BasicScenarios {
    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }

    @Override
    protected Backend open(TestDatabase fresh) {
      return Backend.open(fresh.url(), BackendOptions.defaults().combining(false));
    }
  }

  @Nested
  class OnARecordedConnectionThatCombines extends RecordedTest implements LazinessContract {
    OnARecordedConnectionThatCombines() {
      super("", true);
    }

    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }
  }

  @Nested
  class WithoutSavepoints extends RecordedTest
      implements WithoutSavepointsContract, JoinedScopeContract {
    WithoutSavepoints() {
      super(PlainProvider.PREFIX, true);
    }

    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }
  }

  @Nested
  class OnAPoolWithoutSavepoints extends ContractTest
      implements PlainPoolContract, JoinedScopeContract {
    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }

    @Override
    protected Backend open(TestDatabase fresh) {
      return fresh.openPlain();
    }
  }

  @Nested
  class OnAPoolOfOne extends ContractTest implements PoolOfOneContract {
    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }

    @Override
    protected Backend open(TestDatabase fresh) {
      return Backend.open(
          fresh.url(),
          BackendOptions.defaults().poolSize(1).connectionTimeout(Duration.ofMillis(250)));
    }
  }

  @Nested
  class WithTwoClients extends ContractTest
      implements TwoClientsContract, RewindTwoBackendsContract {
    private @Nullable Backend other;

    @Override
    protected TestDatabase newDatabase() {
      return BackendContract.this.newDatabase();
    }

    @Override
    protected Backend open(TestDatabase fresh) {
      return Backend.of(fresh.dataSource());
    }

    @BeforeEach
    void openOther() {
      other = Backend.of(database().dataSource());
    }

    @AfterEach
    void closeOther() {
      otherBackend().close();
    }

    @Override
    public Backend otherBackend() {
      return requireNonNull(other);
    }
  }
}
