package org.xnsh.shell;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.network.IpAddress;
import org.xnsh.ssh.Server;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What was asked of `xnsh serve`.
///
/// @param process the host, and where logs are kept
/// @param operators the folder of operators, where another one is wanted
/// @param authorities the file of those who sign certificates, where another one is wanted
record ServeOptions(
    Options process,
    List<InetSocketAddress> listen,
    Optional<Path> operators,
    Optional<Path> authorities,
    Server.Times times) {

  private static final String LISTEN = "--listen";
  static final String OPERATORS = "--operators";
  private static final String AUTHORITIES = "--user-ca";
  private static final String PULSE = "--keep-alive";
  private static final String DEFAULT_PULSE = "15s";
  private static final String IDLE = "--idle";
  private static final String DEFAULT_IDLE = "30m";
  private static final String DEFAULT = "127.0.0.1:2222";

  private static final List<ProcessOption> SHARED =
      List.of(
          ProcessOption.NETNS,
          ProcessOption.LAB,
          ProcessOption.SIMULATED,
          ProcessOption.STATE,
          ProcessOption.LOG,
          ProcessOption.HELP);

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("xnsh serve");
    spec.usageMessage()
        .description("Serves the prompt to operators over SSH until it is told to end.", "")
        .optionListHeading("%n")
        .sortOptions(false);
    spec.addOption(
        OptionSpec.builder(LISTEN)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("ADDRESS:PORT")
            .arity("1")
            .description("listen here, again for more; default " + DEFAULT + "; IPv6: [::1]:2222")
            .build());
    spec.addOption(operatorsOption());
    spec.addOption(
        OptionSpec.builder(AUTHORITIES)
            .type(String.class)
            .paramLabel("FILE")
            .arity("1")
            .description(
                "public keys whose OpenSSH user certificates are taken, for the operators that"
                    + " they name as principals; default ca.pub in the folder of operators")
            .build());
    spec.addOption(
        OptionSpec.builder(IDLE)
            .type(String.class)
            .paramLabel("TIME")
            .arity("1")
            .description("end prompts that nobody types at for so long; default " + DEFAULT_IDLE)
            .build());
    spec.addOption(
        OptionSpec.builder(PULSE)
            .type(String.class)
            .paramLabel("TIME")
            .arity("1")
            .description(
                "ask clients so often whether they live, and let go of those that leave three"
                    + " questions open; default "
                    + DEFAULT_PULSE)
            .build());
    SHARED.forEach(o -> spec.addOption(OptionHelp.option(o)));
    return spec;
  }

  static OptionSpec operatorsOption() {
    return OptionSpec.builder(OPERATORS)
        .type(String.class)
        .paramLabel("DIR")
        .arity("1")
        .description(
            "the folder of operators; default /etc/xnsh/operators for root, else the"
                + " XDG configuration folder")
        .build();
  }

  static ServeOptions of(ParseResult result) throws Options.Unusable {
    Map<ProcessOption, String> given = new EnumMap<>(ProcessOption.class);
    for (ProcessOption option : SHARED) {
      if (result.hasMatchedOption(option.longName())) {
        given.put(option, result.matchedOptionValue(option.longName(), ""));
      }
    }
    List<InetSocketAddress> listen = new ArrayList<>();
    for (Object text : result.matchedOptionValue(LISTEN, List.of(DEFAULT))) {
      listen.add(address(String.valueOf(text)));
    }
    return new ServeOptions(
        Options.of(given),
        listen,
        operators(result),
        authorities(result),
        new Server.Times(
            time(IDLE, result.matchedOptionValue(IDLE, DEFAULT_IDLE)),
            time(PULSE, result.matchedOptionValue(PULSE, DEFAULT_PULSE))));
  }

  private static Duration time(String option, String text) throws Options.Unusable {
    if (!text.matches("[1-9][0-9]{0,6}[smh]")) {
      throw new Options.Unusable(option + " takes a time as 90s, 30m or 8h, not '" + text + "'");
    }
    return Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
  }

  static Optional<Path> operators(ParseResult result) {
    return path(result, OPERATORS);
  }

  /// One that was named and is not there is a mistake that would be found by who cannot log in.
  private static Optional<Path> authorities(ParseResult result) throws Options.Unusable {
    Optional<Path> file = path(result, AUTHORITIES);
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      throw new Options.Unusable(AUTHORITIES + ": there is no file '" + file.get() + "'");
    }
    return file;
  }

  private static Optional<Path> path(ParseResult result, String option) {
    String path = result.matchedOptionValue(option, "");
    return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
  }

  /// An address, not a name: what a name stands for may change.
  static InetSocketAddress address(String text) throws Options.Unusable {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String plain = bracketed ? host.substring(1, host.length() - 1) : host;
    String port = text.substring(colon + 1);
    Optional<IpAddress> address = IpAddress.tryParse(plain);
    if (address.isEmpty()
        || bracketed != plain.contains(":")
        || !port.matches("[0-9]{1,5}")
        || Integer.parseInt(port) > 65535) {
      throw new Options.Unusable(
          "--listen takes ADDRESS:PORT, 10.0.0.1:2222 or [::1]:2222, not '" + text + "'");
    }
    try {
      return new InetSocketAddress(
          java.net.InetAddress.getByAddress(address.get().bytes()), Integer.parseInt(port));
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException(e); // four bytes or sixteen
    }
  }
}
