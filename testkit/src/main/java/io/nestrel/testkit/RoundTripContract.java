// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The same on a server, with round trips counted between it and its driver. */
public abstract class RoundTripContract extends StatementCountContract {
  private @Nullable CuttingProxy proxy;

  protected RoundTripContract() {}

  /** A new database on a server. */
  protected abstract CutPointTarget target();

  /** The same database, reached as the URL says. */
  protected abstract TestDatabase database(String url);

  @Override
  protected final TestDatabase newDatabase() throws IOException {
    CutPointTarget target = target();
    proxy = CuttingProxy.to(target.server(), target.framing());
    return database(target.urlThrough(proxy));
  }

  @Override
  final CuttingProxy proxy() {
    return requireNonNull(proxy);
  }

  @AfterEach
  final void closeProxy() throws IOException {
    proxy().close();
  }
}
