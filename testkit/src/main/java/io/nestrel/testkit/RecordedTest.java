// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;

import io.nestrel.backend.Backend;
import io.nestrel.backend.BackendOptions;
import org.jspecify.annotations.Nullable;

/** Scenarios on connections that record what is sent. */
public abstract class RecordedTest extends ContractTest implements RecordedContract {
  private final String urlPrefix;
  private final boolean combining;
  private @Nullable RecordingDataSource recording;

  /**
   * @param urlPrefix what the connections' URL begins with; empty for the real one
   * @param combining whether control statements may travel with others
   */
  protected RecordedTest(String urlPrefix, boolean combining) {
    this.urlPrefix = urlPrefix;
    this.combining = combining;
  }

  @Override
  protected final Backend open(TestDatabase fresh) {
    recording =
        RecordingDataSource.of(fresh.dataSource())
            .withUrlPrefix(urlPrefix)
            .without(fresh.preparation());
    return Backend.of(recording, BackendOptions.defaults().combining(combining));
  }

  @Override
  protected final void before() {
    recording().clear();
  }

  @Override
  public final RecordingDataSource recording() {
    return requireNonNull(recording);
  }
}
