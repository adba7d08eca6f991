// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.testkit.Contract;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In this run models are hooked by the agent when they are loaded. */
@Tag("agent")
class AgentModelsTest {
  private final ClassFolder folder = ClassFolder.of(AgentModelsTest.class);

  /** Loads the classes of the folder once more. */
  private static final class Again extends ClassLoader {
    private final Map<String, byte[]> files;

    Again(Map<String, byte[]> files) {
      super(AgentModelsTest.class.getClassLoader());
      this.files = files;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        byte[] file = files.get(name);
        if (file == null) {
          return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? defineClass(name, file, 0, file.length) : known;
      }
    }
  }

  /** What the VM has made classes of, all agents before this one included. */
  private static final class Loaded implements ClassFileTransformer {
    private final ClassLoader of;
    private final Map<String, byte[]> files = new HashMap<>();

    Loaded(ClassLoader of) {
      this.of = of;
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> loaded,
        ProtectionDomain domain,
        byte[] file) {
      if (loader == of) {
        files.put(name.replace('/', '.'), file.clone());
      }
      return null;
    }
  }

  @Test
  void nobody_else_can_change_a_class_in_this_vm() {
    assertThat(NestrelAgent.instrumentation()).isNotNull();
    assertThatThrownBy(ByteBuddyAgent::install).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_models_of_the_test_kit_are_loaded_from_here() {
    assertThat(ClassFolder.of(Contract.class)).isEqualTo(folder);
  }

  @Test
  void class_files_lack_their_calls_and_loaded_classes_have_them_before_any_use() throws Exception {
    Map<String, Set<String>> missing = folder.missing();
    assertThat(missing.get("io.nestrel.testkit.Keepsake")).isNotEmpty();
    assertThat(missing.get("io.nestrel.doors.Guest")).isNotEmpty();
    Again again = new Again(folder.files());
    Loaded loaded = new Loaded(again);
    Instrumentation instrumentation = requireNonNull(NestrelAgent.instrumentation());
    instrumentation.addTransformer(loaded, true);
    try {
      for (String name : missing.keySet()) {
        Class.forName(name, false, again);
      }
    } finally {
      instrumentation.removeTransformer(loaded);
    }
    assertThat(ClassFolder.missing(loaded.files))
        .containsOnlyKeys(missing.keySet())
        .allSatisfy((type, methods) -> assertThat(methods).as(type).isEmpty());
  }
}
