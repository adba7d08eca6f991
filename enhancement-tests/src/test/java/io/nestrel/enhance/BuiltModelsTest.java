// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.testkit.Contract;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In this run models are what the build plugin has made of them, and nothing else can be done. */
@Tag("build")
class BuiltModelsTest {
  private final ClassFolder folder = ClassFolder.of(BuiltModelsTest.class);

  @Test
  void no_class_can_be_changed_in_this_vm() {
    assertThat(NestrelAgent.instrumentation()).isNull();
    assertThatThrownBy(ByteBuddyAgent::install).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_models_of_the_test_kit_are_loaded_from_here() {
    assertThat(ClassFolder.of(Contract.class)).isEqualTo(folder);
  }

  @Test
  void no_class_file_lacks_a_call() {
    Map<String, Set<String>> missing = folder.missing();
    assertThat(missing)
        .containsKeys("io.nestrel.testkit.Keepsake", "io.nestrel.doors.Guest")
        .allSatisfy((type, methods) -> assertThat(methods).as(type).isEmpty());
  }
}
