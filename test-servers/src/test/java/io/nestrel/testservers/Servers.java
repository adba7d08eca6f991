// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

/** The servers by name, and how their versions begin. */
enum Servers {
  POSTGRES_18("18."),
  POSTGRES_15("15."),
  MARIADB("11.4."),
  MYSQL("8.0.");

  final String version;

  Servers(String version) {
    this.version = version;
  }

  TestServer get() {
    return switch (this) {
      case POSTGRES_18 -> TestServers.postgres18();
      case POSTGRES_15 -> TestServers.postgres15();
      case MARIADB -> TestServers.mariadb();
      case MYSQL -> TestServers.mysql();
    };
  }
}
