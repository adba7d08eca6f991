// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.enhance.base.FactoryProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First use of a model, in VMs that allow it and in those that do not. */
class EnhancerTest {
  private static final String WARNING = "a rollback does not rewind what that call writes";
  private static final String LOG = "Enhancing models at run time";

  /** Runs the program in a Java of its own; gives all that it prints. */
  private static String run(String how, String... options) throws Exception {
    return run(EnhanceProgram.class, how, options);
  }

  private static String run(Class<?> program, String how, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-Dtests.log.level=INFO");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(program.getName(), how));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** A jar with nothing but the entry of core's jar that names the agent. */
  private static Path agentJar(Path directory) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", NestrelAgent.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = directory.resolve("agent.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream stream = new JarOutputStream(file, manifest)) {
      stream.finish();
    }
    return jar;
  }

  @Test
  void first_use_enhances_and_says_so_once() throws Exception {
    assertThat(run("plain"))
        .containsSubsequence("not hooked when loaded", LOG, "mismatches []\n", "enhanced")
        .containsOnlyOnce(LOG);
  }

  @Test
  void a_factory_method_that_runs_when_its_class_is_enhanced_is_warned_about_once()
      throws Exception {
    assertThat(run(FactoryProgram.class, "factory"))
        .containsOnlyOnce(WARNING)
        .contains("io.nestrel.enhance.base.FactoryProgram$Made was enhanced while")
        .contains("while io.nestrel.enhance.base.FactoryProgram$Made.create was running")
        .containsSubsequence(WARNING, "made first", "made second");
  }

  @Test
  void a_class_whose_running_methods_write_nothing_is_not_warned_about() throws Exception {
    assertThat(run(FactoryProgram.class, "constructor"))
        .contains(LOG, "made first", "made second")
        .doesNotContain(WARNING);
  }

  @Test
  void with_the_agent_there_is_nothing_to_warn_about(@TempDir Path directory) throws Exception {
    assertThat(run(FactoryProgram.class, "factory", "-javaagent:" + agentJar(directory)))
        .isEqualTo("made first\nmade second");
  }

  @Test
  void what_was_enhanced_by_the_build_is_left_alone() throws Exception {
    assertThat(run("built", "-XX:+DisableAttachMechanism"))
        .isEqualTo("hooked when loaded\nmismatches []\nenhanced");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading"})
  void a_vm_that_nobody_may_attach_to_is_asked_once_and_needs_the_plugin_or_the_agent(String option)
      throws Exception {
    assertThat(run("plain", option))
        .contains("io.nestrel.enhance.Sample: its classes were not enhanced")
        .contains("Add Nestrel's plugin to the build")
        .contains("-javaagent:nestrel-core.jar")
        .endsWith("not tried again\nnot enhanced")
        .doesNotContain(LOG);
  }

  @Test
  void the_agent_enhances_classes_when_they_are_loaded(@TempDir Path directory) throws Exception {
    assertThat(run("plain", "-XX:+DisableAttachMechanism", "-javaagent:" + agentJar(directory)))
        .endsWith("mismatches []\nenhanced")
        .doesNotContain(LOG);
  }

  @Test
  void the_agent_leaves_alone_what_the_build_has_enhanced(@TempDir Path directory)
      throws Exception {
    assertThat(run("built", "-XX:+DisableAttachMechanism", "-javaagent:" + agentJar(directory)))
        .isEqualTo("hooked when loaded\nmismatches []\nenhanced");
  }

  @Test
  void a_model_is_known_to_be_enhanced_only_when_it_is() {
    assertThat(Enhancer.isEnhanced(Doors.none())).isFalse();
    assertThat(Enhancer.isEnhanced(Doors.build())).isTrue();
    assertThat(Enhancer.isEnhanced(Doors.runtime())).isTrue();
  }

  @Test
  void a_class_without_a_class_file_is_enhanced() {
    Class<?> sample = withoutFiles().sample();
    assertThat(Enhancer.isEnhanced(sample)).isFalse();
    Enhancer.enhance(sample);
    assertThat(Doors.mismatches(sample)).isEmpty();
  }

  @Test
  void a_class_whose_host_has_no_class_file_is_taken_alone() {
    String inner = Sample.Inner.class.getName();
    ClassFileLocator onlyInner = ClassFileLocator.Simple.of(inner, SampleLoader.original(inner));
    TypePool types = TypePool.Default.WithLazyResolution.of(onlyInner);
    assertThat(ModelNest.of(types.describe(inner).resolve()).isEmpty()).isTrue();
  }

  private static SampleLoader withoutFiles() {
    return new SampleLoader((name, file) -> file) {
      @Override
      public @Nullable InputStream getResourceAsStream(String name) {
        return null;
      }
    };
  }

  @Test
  void many_threads_may_use_a_model_first() throws Exception {
    Class<?> sample = Doors.none();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<List<String>> first =
          () -> {
            Enhancer.enhance(sample);
            return Doors.mismatches(sample);
          };
      for (Future<List<String>> use : threads.invokeAll(Collections.nCopies(8, first))) {
        assertThat(use.get()).isEmpty();
      }
    } finally {
      threads.shutdown();
    }
  }
}
