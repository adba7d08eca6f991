// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.database;

import io.nestrel.testservers.TestServer;
import io.nestrel.testservers.TestServers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers that are needed, and the networks in between; they run in or beside this JVM. */
public final class Servers implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("//([^/:]+):(\\d+)/");
  private static final Duration FAR = Duration.ofMillis(1);

  private final List<DelayingProxy> proxies = new ArrayList<>();
  private final Map<String, String> versions = new TreeMap<>();

  /** Where a target is; starts its server if that does not run yet. */
  public String url(Target target) throws IOException {
    TestServer server =
        switch (target.kind()) {
          case SQLITE -> throw new IllegalArgumentException("SQLite has no server");
          case POSTGRES -> TestServers.postgres18();
          case MARIADB -> TestServers.mariadb();
          case MYSQL -> TestServers.mysql();
        };
    versions.put(target.kind().title(), server.version());
    String url = server.url();
    if (target.kind() == DatabaseKind.POSTGRES) {
      // What whoever inserts many rows by hand would set; it touches nothing but batches.
      url += "&reWriteBatchedInserts=true";
    }
    return target.far() ? farAway(url) : url;
  }

  private String farAway(String url) throws IOException {
    Matcher address = ADDRESS.matcher(url);
    if (!address.find()) {
      throw new IllegalArgumentException("No host and port in a server's URL");
    }
    DelayingProxy proxy =
        DelayingProxy.to(
            new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))), FAR);
    proxies.add(proxy);
    return address.replaceFirst("//127.0.0.1:" + proxy.port() + "/");
  }

  /** The servers that were started, and what they say that they are. */
  public Map<String, String> versions() {
    return versions;
  }

  @Override
  public void close() throws IOException {
    for (DelayingProxy proxy : proxies) {
      proxy.close();
    }
  }
}
