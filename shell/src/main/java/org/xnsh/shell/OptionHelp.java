package org.xnsh.shell;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.command.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Help, version, and all forms of options that the quick reader leaves alone.
final class OptionHelp {

  private static final String NO_VALUE = "";

  private final PrintStream out;
  private final PrintStream err;

  OptionHelp(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// What came of the arguments: options to go on with, or the process's end.
  record Answer(Optional<Options> options, ExitCode exit) {}

  Answer read(List<String> arguments) throws Options.Unusable {
    CommandLine line = new CommandLine(spec());
    try {
      ParseResult result = line.parseArgs(arguments.toArray(String[]::new));
      if (result.isUsageHelpRequested()) {
        line.usage(new PrintWriter(out, true, StandardCharsets.UTF_8));
        return new Answer(Optional.empty(), ExitCode.DONE);
      }
      if (result.isVersionHelpRequested()) {
        out.println("xnsh " + version());
        return new Answer(Optional.empty(), ExitCode.DONE);
      }
      return new Answer(Optional.of(Options.of(given(result))), ExitCode.DONE);
    } catch (ParameterException e) {
      err.println("xnsh: " + e.getMessage());
      err.println("xnsh: 'xnsh --help' lists the options");
      return new Answer(Optional.empty(), ExitCode.USAGE);
    }
  }

  private static Map<ProcessOption, String> given(ParseResult result) {
    Map<ProcessOption, String> given = new EnumMap<>(ProcessOption.class);
    for (ProcessOption option : ProcessOption.values()) {
      if (result.hasMatchedOption(option.longName())) {
        Object value = result.matchedOptionValue(option.longName(), NO_VALUE);
        given.put(option, value instanceof String text ? text : NO_VALUE);
      }
    }
    return given;
  }

  static String version() {
    String version = OptionHelp.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("xnsh");
    spec.usageMessage()
        .description(
            "The Xen network shell: see how guests are wired, change it, take it back.", "")
        .footer(
            "",
            "xnsh serve lets operators in over SSH, xnsh operator says whom: see their --help.",
            "",
            "Without -c and -f there is a prompt, or, where standard input is no terminal, its"
                + " lines are run.",
            "",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 timeout, 4 refused by a safety check or"
                + " role, 5 conflict or lock, 6 no such object, 65 applied but not verified,"
                + " 66 partly undone, 130 interrupted.")
        .optionListHeading("%n")
        .sortOptions(false);
    for (ProcessOption option : ProcessOption.values()) {
      spec.addOption(option(option));
    }
    return spec;
  }

  static OptionSpec option(ProcessOption option) {
    String[] names =
        option.shortName().isEmpty()
            ? new String[] {option.longName()}
            : new String[] {option.shortName(), option.longName()};
    OptionSpec.Builder builder = OptionSpec.builder(names).description(option.about());
    builder.usageHelp(option == ProcessOption.HELP).versionHelp(option == ProcessOption.VERSION);
    return switch (option.value()) {
      case NONE -> builder.type(boolean.class).arity("0").build();
      case NEEDED -> builder.type(String.class).paramLabel(option.label()).arity("1").build();
      case POSSIBLE ->
          builder
              .type(String.class)
              .paramLabel(option.label())
              .arity("0..1")
              .fallbackValue(NO_VALUE)
              .build();
    };
  }
}
