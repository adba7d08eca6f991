// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {

  @ParameterizedTest
  @CsvSource({
    "createdAt, created_at",
    "userID, user_id",
    "HTMLPage, html_page",
    "line1Text, line1_text",
    "id, id",
    "aB, a_b"
  })
  void camel_case_becomes_snake_case(String camelCase, String snakeCase) {
    assertThat(Naming.snakeCase(camelCase)).isEqualTo(snakeCase);
  }

  @ParameterizedTest
  @CsvSource({
    "account, accounts",
    "category, categories",
    "day, days",
    "status, statuses",
    "box, boxes",
    "batch, batches",
    "dish, dishes",
    "sales_person, sales_people",
    "child, children"
  })
  void tables_are_plural(String singular, String plural) {
    assertThat(Naming.plural(singular)).isEqualTo(plural);
  }
}
