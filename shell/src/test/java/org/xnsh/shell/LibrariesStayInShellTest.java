package org.xnsh.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class LibrariesStayInShellTest {

  private final JavaClasses ours =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.xnsh");

  @Test
  void onlyTheShellKnowsTerminalsAndOptions() {
    assertThat(ours.contain("org.xnsh.network.LinkName")).isTrue();
    noClasses()
        .that()
        .resideOutsideOfPackage("org.xnsh.shell..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jline..", "info.picocli..", "picocli..")
        .check(ours);
  }

  @Test
  void onlyTheShellKnowsSshAndLogging() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.xnsh.shell..", "org.xnsh.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.sshd..", "org.slf4j..", "java.util.logging..")
        .check(ours);
  }
}
