package org.xnsh.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Escapes;
import org.xnsh.command.ExitCode;
import org.xnsh.ssh.AuthorizedKey;
import org.xnsh.ssh.OperatorEdits;
import org.xnsh.ssh.OperatorFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `xnsh operator`: who may log in to `xnsh serve`, with which keys and in which role.
final class OperatorCommands {

  private static final String KEY = "--key";
  private static final String ROLE = "--role";

  private final PrintStream out;

  OperatorCommands(PrintStream out) {
    this.out = out;
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("xnsh operator");
    spec.usageMessage()
        .customSynopsis(
            "xnsh operator add NAME --key FILE.pub [--role viewer|operator|admin]",
            "xnsh operator list",
            "xnsh operator role NAME viewer|operator|admin",
            "xnsh operator remove NAME")
        .description("Who may log in to xnsh serve.", "");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .hidden(true)
            .build());
    spec.addOption(
        OptionSpec.builder(KEY)
            .type(String.class)
            .paramLabel("FILE")
            .description("the public key, as ssh-keygen makes it")
            .build());
    spec.addOption(
        OptionSpec.builder(ROLE)
            .type(String.class)
            .paramLabel("ROLE")
            .description("viewer (default) looks, operator edits, admin also undoes others'")
            .build());
    spec.addOption(ServeOptions.operatorsOption());
    spec.addOption(OptionHelp.option(ProcessOption.HELP));
    return spec;
  }

  ExitCode run(ParseResult given, StateFolders folders) throws IOException, Options.Unusable {
    OperatorFolder operators =
        new OperatorFolder(ServeOptions.operators(given).orElseGet(folders::operators));
    List<String> words = given.matchedPositionalValue(0, List.of());
    String verb = words.isEmpty() ? "" : words.getFirst();
    Optional<String> name = words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
    return switch (verb + " " + words.size()) {
      case "list 1" -> list(operators);
      case "add 2" -> add(operators, named(name), given);
      case "remove 2" -> {
        new OperatorEdits(operators).remove(known(operators, named(name)));
        yield ExitCode.DONE;
      }
      case "role 3" -> {
        Role role = role(words.get(2));
        new OperatorEdits(operators).role(known(operators, named(name)), role);
        yield ExitCode.DONE;
      }
      default -> throw new Options.Unusable("operator takes add, list, remove or role: --help");
    };
  }

  private ExitCode add(OperatorFolder operators, String name, ParseResult given)
      throws IOException, Options.Unusable {
    String file = given.matchedOptionValue(KEY, "");
    if (file.isEmpty()) {
      throw new Options.Unusable("add takes --key FILE.pub, a public key as ssh-keygen makes it");
    }
    Role role = role(given.matchedOptionValue(ROLE, OperatorFolder.word(Role.VIEWER)));
    List<String> lines = lines(file);
    AuthorizedKey.Read read = AuthorizedKey.read(lines);
    if (!read.faults().isEmpty() || read.keys().isEmpty()) {
      throw new Options.Unusable(
          file
              + " holds no public key: "
              + read.faults().stream().findFirst().orElse("it is empty"));
    }
    new OperatorEdits(operators).add(name, lines, role);
    for (AuthorizedKey key : read.keys()) {
      out.println(name + " " + OperatorFolder.word(operators.role(name)) + " " + key.fingerprint());
    }
    return ExitCode.DONE;
  }

  private static List<String> lines(String file) throws IOException, Options.Unusable {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new Options.Unusable("there is no file '" + file + "'");
    }
  }

  private ExitCode list(OperatorFolder operators) throws IOException {
    for (String name : operators.names()) {
      AuthorizedKey.Read read = operators.keys(name);
      out.println(name + " " + OperatorFolder.word(operators.role(name)));
      read.keys()
          .forEach(k -> out.println("    " + k.fingerprint() + " " + Escapes.shown(k.comment())));
      read.faults().forEach(f -> out.println("    not taken: " + Escapes.shown(f)));
    }
    return ExitCode.DONE;
  }

  private static String named(Optional<String> name) throws Options.Unusable {
    return name.filter(OperatorFolder::isName)
        .orElseThrow(() ->
            new Options.Unusable(
                "an operator's name is made of letters, digits, '_', '-' and '.'"));
  }

  private static String known(OperatorFolder operators, String name) throws Options.Unusable {
    if (!operators.has(name)) {
      throw new Options.Unusable("there is no operator '" + name + "' in " + operators.root());
    }
    return name;
  }

  private static Role role(String word) throws Options.Unusable {
    return OperatorFolder.roleNamed(word)
        .orElseThrow(
            () -> new Options.Unusable("a role is viewer, operator or admin, not '" + word + "'"));
  }
}
