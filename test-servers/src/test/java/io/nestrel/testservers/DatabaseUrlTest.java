// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

  @Test
  void takes_the_database_out_of_a_url() {
    String url = "jdbc:postgresql://host:5432/app?user=me&password=a/b";

    assertThat(DatabaseUrl.parse(url).text()).isEqualTo(url);
    assertThat(DatabaseUrl.parse(url).withDatabase("x").text())
        .isEqualTo("jdbc:postgresql://host:5432/x?user=me&password=a/b");
  }

  @Test
  void works_without_database_and_parameters() {
    assertThat(DatabaseUrl.parse("jdbc:mariadb://host").withDatabase("x").text())
        .isEqualTo("jdbc:mariadb://host/x");
    assertThat(DatabaseUrl.parse("jdbc:mariadb://host?user=me").withDatabase("x").text())
        .isEqualTo("jdbc:mariadb://host/x?user=me");
  }

  @Test
  void refuses_another_shape_without_telling_it() {
    assertThatThrownBy(() -> DatabaseUrl.parse("jdbc:sqlite:secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }
}
