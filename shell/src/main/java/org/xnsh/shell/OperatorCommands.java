package org.xnsh.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Escapes;
import org.xnsh.command.ExitCode;
import org.xnsh.grammar.Nearest;
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
  private static final String CERTIFICATE_ONLY = "--certificate-only";

  private static final String CERTIFICATES = "no key, certificates only";

  private static final String RELOAD =
      "sessions that are open end with: systemctl reload xnsh (or a HUP signal)";

  private final PrintStream out;

  /// Why nothing was done: an operator was named who is not there.
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }

  OperatorCommands(PrintStream out) {
    this.out = out;
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("xnsh operator");
    spec.usageMessage()
        .customSynopsis(
            "xnsh operator add NAME --key FILE.pub [--role viewer|operator|admin]",
            "xnsh operator add NAME --certificate-only [--role viewer|operator|admin]",
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
        OptionSpec.builder(CERTIFICATE_ONLY)
            .type(boolean.class)
            .arity("0")
            .description("no key: comes in with a certificate of an authority in ca.pub")
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

  ExitCode run(ParseResult given, StateFolders folders)
      throws IOException, Options.Unusable, Missing {
    try {
      return asked(given, folders);
    } catch (AccessDeniedException e) {
      throw new IOException(
          e.getFile() + " may not be read or written: run this as root (sudo)", e);
    }
  }

  private ExitCode asked(ParseResult given, StateFolders folders)
      throws IOException, Options.Unusable, Missing {
    OperatorFolder operators =
        new OperatorFolder(ServeOptions.operators(given).orElseGet(folders::operators));
    List<String> words = given.matchedPositionalValue(0, List.of());
    String verb = words.isEmpty() ? "" : words.getFirst();
    Optional<String> name = words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
    return switch (verb + " " + words.size()) {
      case "list 1" -> list(operators);
      case "add 2" -> add(operators, named(name), given);
      case "remove 2" -> {
        String one = known(operators, named(name));
        new OperatorEdits(operators).remove(one);
        out.println(one + " can no longer log in; " + RELOAD);
        yield ExitCode.DONE;
      }
      case "role 3" -> {
        Role role = role(words.get(2));
        String one = known(operators, named(name));
        new OperatorEdits(operators).role(one, role);
        out.println(one + " is " + OperatorFolder.word(role) + " from the next login; " + RELOAD);
        yield ExitCode.DONE;
      }
      default -> throw new Options.Unusable("operator takes add, list, remove or role: --help");
    };
  }

  private ExitCode add(OperatorFolder operators, String name, ParseResult given)
      throws IOException, Options.Unusable {
    String file = given.matchedOptionValue(KEY, "");
    boolean certificateOnly = given.hasMatchedOption(CERTIFICATE_ONLY);
    if (file.isEmpty() && !certificateOnly) {
      throw new Options.Unusable(
          "add takes --key FILE.pub, a public key as ssh-keygen makes it, or --certificate-only");
    }
    if (!file.isEmpty() && certificateOnly) {
      throw new Options.Unusable(
          "--certificate-only is for who has no key here: it goes without --key");
    }
    Role role = role(given.matchedOptionValue(ROLE, OperatorFolder.word(Role.VIEWER)));
    if (certificateOnly) {
      demandRole(operators, name, given, role);
      return addCertified(operators, name, role);
    }
    PublicKeyFile read = PublicKeyFile.read(file);
    demandRole(operators, name, given, role);
    new OperatorEdits(operators).add(name, read.lines(), role);
    for (AuthorizedKey key : read.keys()) {
      out.println(name + " " + OperatorFolder.word(operators.role(name)) + " " + key.fingerprint());
    }
    return ExitCode.DONE;
  }

  /// Who is there already stays in their role.
  private static void demandRole(
      OperatorFolder operators, String name, ParseResult given, Role role)
      throws IOException, Options.Unusable {
    if (operators.has(name) && given.hasMatchedOption(ROLE) && operators.role(name) != role) {
      throw new Options.Unusable(
          name
              + " is there already, as "
              + OperatorFolder.word(operators.role(name))
              + "; for another role: xnsh operator role "
              + name
              + " "
              + OperatorFolder.word(role));
    }
  }

  private ExitCode addCertified(OperatorFolder operators, String name, Role role)
      throws IOException, Options.Unusable {
    if (operators.has(name) && !operators.keys(name).isEmpty()) {
      throw new Options.Unusable(
          name
              + " is there already, with keys, and may come with a certificate besides; to be rid of"
              + " the keys: xnsh operator remove "
              + name
              + ", and add again");
    }
    new OperatorEdits(operators).add(name, List.of(), role);
    out.println(name + " " + OperatorFolder.word(operators.role(name)) + " " + CERTIFICATES);
    if (!Files.exists(operators.authorities())) {
      out.println(
          "no authority signs yet: put its public key into "
              + operators.authorities()
              + ", or start xnsh serve with --user-ca FILE");
    }
    return ExitCode.DONE;
  }

  private ExitCode list(OperatorFolder operators) throws IOException {
    List<String> names = operators.names();
    if (names.isEmpty()) {
      out.println("there are no operators in " + operators.root());
    }
    ExitCode exit = ExitCode.DONE;
    for (String name : names) {
      try {
        list(operators, name);
      } catch (AccessDeniedException e) {
        throw e;
      } catch (IOException e) { // one who cannot log in does not hide the others
        out.println(name + " cannot log in: " + Escapes.shown(String.valueOf(e.getMessage())));
        exit = ExitCode.FAILED;
      }
    }
    return exit;
  }

  private void list(OperatorFolder operators, String name) throws IOException {
    AuthorizedKey.Read read = operators.keys(name);
    out.println(name + " " + OperatorFolder.word(operators.role(name)));
    read.keys()
        .forEach(k -> out.println("    " + k.fingerprint() + " " + Escapes.shown(k.comment())));
    read.faults().forEach(f -> out.println("    not taken: " + Escapes.shown(f)));
    if (read.isEmpty()) {
      out.println("    " + CERTIFICATES);
    }
  }

  private static String named(Optional<String> name) throws Options.Unusable {
    if (name.filter(OperatorFolder::isTaken).isPresent()) {
      throw new Options.Unusable(
          "'"
              + name.get()
              + "' means something else to xnsh and is no operator's name; take another");
    }
    return name.filter(OperatorFolder::isName)
        .orElseThrow(() ->
            new Options.Unusable(
                "an operator's name is made of letters, digits, '_', '-' and '.', begins with a letter"
                    + " or '_', and has at most 32"));
  }

  private static String known(OperatorFolder operators, String name) throws IOException, Missing {
    if (!operators.has(name)) {
      List<String> nearest = Nearest.of(name, operators.names());
      throw new Missing(
          "there is no operator '"
              + name
              + "' in "
              + operators.root()
              + (nearest.isEmpty()
                  ? "; xnsh operator list tells who there is"
                  : "; did you mean " + String.join(" or ", nearest) + "?"));
    }
    return name;
  }

  private static Role role(String word) throws Options.Unusable {
    return OperatorFolder.roleNamed(word)
        .orElseThrow(
            () -> new Options.Unusable("a role is viewer, operator or admin, not '" + word + "'"));
  }
}
