// SPDX-License-Identifier: Apache-2.0
package io.nestrel.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.nestrel.architecture.circle.Parent;
import io.nestrel.architecture.circle.one.First;
import io.nestrel.architecture.circle.two.Second;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(PackageRules.ROOT);

  @Test
  void there_are_no_circles_between_packages() {
    PackageRules.noCircles().check(CORE);
  }

  @Test
  void packages_import_what_the_table_allows() {
    PackageRules.ALLOWED.forEach(
        (name, allowed) -> PackageRules.imports(name, allowed).check(CORE));
  }

  @Test
  void every_package_is_in_the_table() {
    Set<String> packages =
        CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toUnmodifiableSet());
    assertThat(packages)
        .containsExactlyInAnyOrderElementsOf(
            PackageRules.ALLOWED.keySet().stream().map(name -> PackageRules.ROOT + name).toList());
  }

  @Test
  void a_circle_between_siblings_is_caught() {
    assertCaught(First.class, Second.class);
  }

  @Test
  void a_circle_between_a_package_and_one_inside_it_is_caught() {
    assertCaught(Parent.class, Second.class);
  }

  @Test
  void a_forbidden_import_is_caught() {
    JavaClasses classes = new ClassFileImporter().importClasses(First.class, Second.class);
    assertThatThrownBy(
            () -> PackageRules.imports(".architecture.circle.one", Set.of()).check(classes))
        .isInstanceOf(AssertionError.class);
  }

  private static void assertCaught(Class<?>... circle) {
    JavaClasses classes = new ClassFileImporter().importClasses(circle);
    assertThatThrownBy(() -> PackageRules.noCircles().check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected");
  }
}
