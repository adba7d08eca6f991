// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuideTextTest {

  @ParameterizedTest
  @CsvSource({
    "transactions.md, transactions/TransactionsGuide.java, 7",
    "isolation.md, transactions/IsolationGuide.java, 1",
    "models.md, models/Offer.java models/ModelsGuide.java, 2"
  })
  void a_guide_shows_all_examples_as_they_are_compiled_and_no_other_code(
      String guide, String files, int number) throws IOException {
    List<String> code = new ArrayList<>();
    for (String file : files.split(" ", -1)) {
      code.addAll(GuideText.tagged(file));
    }
    assertThat(code).hasSize(number);
    assertThat(GuideText.blocks(guide, "java")).containsExactlyElementsOf(code);
  }
}
