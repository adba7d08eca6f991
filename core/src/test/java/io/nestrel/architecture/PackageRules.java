// SPDX-License-Identifier: Apache-2.0
package io.nestrel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;

/** What packages may not do. */
final class PackageRules {
  static final String ROOT = "io.nestrel";

  /**
   * Which packages each may import besides itself and {@code error}; the table in ARCHITECTURE.md.
   */
  static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("", Set.of(".query", ".mapping", ".enhance", ".backend", ".transaction")),
          Map.entry(".query", Set.of(".mapping", ".backend", ".sql")),
          Map.entry(".annotation", Set.of()),
          Map.entry(".mapping", Set.of(".annotation", ".type", ".sql")),
          Map.entry(".enhance", Set.of(".annotation", ".mapping")),
          Map.entry(".backend", Set.of(".transaction", ".dialect", ".mapping", ".sql", ".type")),
          Map.entry(".transaction", Set.of(".dialect", ".sql")),
          Map.entry(".dialect", Set.of(".type", ".sql")),
          Map.entry(".type", Set.of()),
          Map.entry(".sql", Set.of()),
          Map.entry(".error", Set.of()));

  private PackageRules() {}

  /** No circle between packages, a package and those inside it included. */
  static ArchRule noCircles() {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getPackageName());
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles();
  }

  /** Only what the table allows. */
  static ArchRule imports(String name, Set<String> allowed) {
    String itself = ROOT + name;
    return noClasses()
        .that()
        .resideInAPackage(itself)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are in packages of Nestrel other than " + allowed,
                type -> isNestrel(type) && !isAllowed(type.getPackageName(), itself, allowed)));
  }

  private static boolean isNestrel(JavaClass type) {
    return type.getPackageName().startsWith(ROOT);
  }

  private static boolean isAllowed(String target, String itself, Set<String> allowed) {
    return target.equals(itself)
        || target.equals(ROOT + ".error")
        || allowed.stream().anyMatch(name -> target.equals(ROOT + name));
  }
}
