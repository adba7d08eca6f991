// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuideTextTest {

  @Test
  void the_guide_shows_all_examples_as_they_are_compiled_and_no_other_code() throws IOException {
    List<String> code = GuideText.tagged("TransactionsGuide.java");
    assertThat(code).hasSize(7);
    assertThat(GuideText.blocks("java")).containsExactlyElementsOf(code);
  }
}
