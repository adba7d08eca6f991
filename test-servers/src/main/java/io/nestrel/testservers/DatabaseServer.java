// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import org.jspecify.annotations.Nullable;

/** What all servers have in common: a version, and databases. Thread-safe. */
abstract class DatabaseServer implements TestServer {

  private final Databases databases;
  private final String version;
  private @Nullable String url;

  DatabaseServer(Databases databases, String version) {
    this.databases = databases;
    this.version = version;
  }

  final Databases databases() {
    return databases;
  }

  @Override
  public final String version() {
    return version;
  }

  @Override
  public final synchronized String url() {
    if (url == null) {
      url = databases.create();
    }
    return url;
  }

  @Override
  public final String freshDatabase() {
    return databases.create();
  }
}
