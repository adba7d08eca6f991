// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In this run no other door than the first use of a model is open. */
@Tag("first-use")
class FirstUseModelsTest {

  @Test
  void there_is_no_agent() {
    assertThat(NestrelAgent.instrumentation()).isNull();
  }

  @Test
  void class_files_lack_their_calls() {
    assertThat(ClassFolder.of(FirstUseModelsTest.class).missing())
        .hasEntrySatisfying(
            "io.nestrel.doors.Guest",
            methods -> assertThat(methods).contains("setName(Ljava/lang/String;)V"));
  }
}
