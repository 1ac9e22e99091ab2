package org.xnsh.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class LibrariesStayInShellTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.xnsh");

  @Test
  void onlyTheShellKnowsTerminalsAndOptions() {
    assertThat(OURS.contain("org.xnsh.network.LinkName")).isTrue();
    noClasses()
        .that()
        .resideOutsideOfPackages("org.xnsh.shell..", "org.xnsh.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jline..")
        .check(OURS);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.xnsh.shell..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("info.picocli..", "picocli..")
        .check(OURS);
  }

  /// The library has classes that let everybody in; whoever needs one for a try must not forget it.
  @Test
  void nobodyIsLetInUnseen() {
    noClasses().should().dependOnClassesThat().haveSimpleNameStartingWith("AcceptAll").check(OURS);
  }

  @Test
  void sshKnowsNothingOfTheShellAndIsTheOnlyHomeOfItsLibrary() {
    noClasses()
        .that()
        .resideInAPackage("org.xnsh.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.xnsh.shell..")
        .check(OURS);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.xnsh.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.sshd..")
        .check(OURS);
  }

  @Test
  void onlyTheShellKnowsLogging() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.xnsh.shell..", "org.xnsh.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.util.logging..")
        .check(OURS);
  }
}
