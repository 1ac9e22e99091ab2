package org.xnsh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The house's directions: what a package may know of the others.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PackageDirectionsTest {

  private JavaClasses ours = new ClassFileImporter().importClasses();

  @BeforeAll
  void importPackages() {
    ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.xnsh");
  }

  @Test
  void everyPackageImportsOnlyWhatLiesBelowIt() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.xnsh..")
        .withOptionalLayers(true)
        .layer("network")
        .definedBy("org.xnsh.network..")
        .layer("change")
        .definedBy("org.xnsh.change..")
        .layer("path")
        .definedBy("org.xnsh.path..")
        .layer("host")
        .definedBy("org.xnsh.host..")
        .layer("xen")
        .definedBy("org.xnsh.xen..")
        .layer("transaction")
        .definedBy("org.xnsh.transaction..")
        .layer("grammar")
        .definedBy("org.xnsh.grammar..")
        .layer("command")
        .definedBy("org.xnsh.command..")
        .whereLayer("command")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("transaction")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("host")
        .mayOnlyBeAccessedByLayers("transaction", "command")
        .whereLayer("xen")
        .mayOnlyBeAccessedByLayers("transaction", "command")
        .whereLayer("path")
        .mayOnlyBeAccessedByLayers("host", "transaction", "command")
        .whereLayer("change")
        .mayOnlyBeAccessedByLayers("host", "xen", "transaction", "command")
        .whereLayer("grammar")
        .mayOnlyBeAccessedByLayers("command")
        .check(ours);
  }

  @Test
  void networkAndGrammarKnowNothingButTheirOwn() {
    noClasses()
        .that()
        .resideInAPackage("org.xnsh.network..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.xnsh.change..",
            "org.xnsh.path..",
            "org.xnsh.host..",
            "org.xnsh.grammar..",
            "org.xnsh.command..")
        .check(ours);
    noClasses()
        .that()
        .resideInAPackage("org.xnsh.grammar..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.xnsh.change..", "org.xnsh.host..", "org.xnsh.transaction..", "org.xnsh.command..")
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void theLogKnowsNothingOfThoseWhoWriteIt() {
    noClasses()
        .that()
        .resideInAPackage("org.xnsh.transaction.log..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.xnsh.transaction", "org.xnsh.command..")
        .check(ours);
  }

  @Test
  void namesAreTheFieldsOwnWords() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Utils")
        .andShould()
        .haveSimpleNameNotEndingWith("Manager")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Impl")
        .andShould()
        .haveSimpleNameNotContaining("Common")
        .check(ours);
  }

  /// A rule over no classes would pass whatever the code does.
  @Test
  void theRulesSeeTheCode() {
    assertThatThrownBy(() ->
            noClasses()
                .that()
                .resideInAPackage("org.xnsh.change..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.xnsh.network..")
                .check(ours))
        .isInstanceOf(AssertionError.class);
  }
}
