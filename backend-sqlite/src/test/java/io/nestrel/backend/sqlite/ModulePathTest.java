// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a module, on a module path, in a Java of its own. */
class ModulePathTest {
  private static final String PROGRAM =
      """
      package shop;

      import io.nestrel.ActiveRecord;
      import io.nestrel.Model;
      import io.nestrel.annotation.Id;
      import io.nestrel.backend.Backend;
      import io.nestrel.error.ModelDefinitionException;

      public class Main {
        static class Product extends ActiveRecord<Product> {
          @Id private long id;
          private String name;

          private Product() {}
        }

        private record Row(long id, String name) {}

        public static void main(String[] args) {
          try (Backend backend = Backend.open("jdbc:sqlite::memory:")) {
            backend.execute("CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT)");
            Product tea = new Product();
            tea.name = "tea";
            Model.of(Product.class).on(backend).save(tea);
            System.out.println(backend.query("SELECT id, name FROM products", Row.class));
          } catch (ModelDefinitionException e) {
            System.out.println(e.getMessage());
          }
        }
      }
      """;

  private static String run(Path directory, String opens) throws IOException, InterruptedException {
    Path sources = Files.createDirectories(directory.resolve("src/shop"));
    Path main = Files.writeString(sources.resolve("Main.java"), PROGRAM);
    Path module =
        Files.writeString(
            directory.resolve("src/module-info.java"),
            "module shop { requires io.nestrel.core; %s }".formatted(opens));
    String modules = System.getProperty("java.class.path");
    Path classes = directory.resolve("classes");
    String compiler =
        jdk(
            "javac",
            "--module-path",
            modules,
            "-d",
            classes.toString(),
            module.toString(),
            main.toString());
    assertThat(compiler).isEmpty();
    return jdk(
        "java",
        "--module-path",
        classes + File.pathSeparator + modules,
        "--add-modules",
        "io.nestrel.backend.sqlite",
        "--module",
        "shop/shop.Main");
  }

  /** Runs a tool of the JDK; gives what it prints. */
  private static String jdk(String tool, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(tool).isZero();
    return output;
  }

  @Test
  void a_module_that_opens_its_package_has_models_and_records(@TempDir Path directory)
      throws Exception {
    assertThat(run(directory, "opens shop to io.nestrel.core;")).isEqualTo("[Row[id=1, name=tea]]");
  }

  @Test
  void a_module_that_does_not_is_told_what_to_add(@TempDir Path directory) throws Exception {
    assertThat(run(directory, ""))
        .contains("shop.Main$Product")
        .contains("opens shop to io.nestrel.core;");
  }
}
