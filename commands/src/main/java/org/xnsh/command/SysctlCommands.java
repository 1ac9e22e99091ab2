package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Command.Strictness;
import org.xnsh.command.SysctlWords.Named;
import org.xnsh.command.SysctlWords.Option;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Nearest;
import org.xnsh.grammar.Token;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.SysctlAttributes;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.EditRefused.Reason;

/// `sysctl` as typed for sysctl(8), and `echo VALUE > /proc/sys/…` as notes have it.
final class SysctlCommands {

  private static final String ABOUT =
      """
      Kernel settings below net, by the names of sysctl(8), with dots or slashes. What the kernel \
      writes along with a setting (ip_forward: the forwarding of every link) is part of the \
      transaction, and undo brings it back. A link's IPv4 setting that was written once follows \
      the default no more; undo does not change that.\
      """;

  private SysctlCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "sysctl [{-w|-n|-N|-q|-e}]... <setting>...",
            "shows or writes kernel settings",
            """
            sysctl NAME shows a setting, sysctl NAME=VALUE writes it; several are written all or \
            none. -n shows values only, -N names only, -q nothing after writing, -e passes over \
            what does not exist.
            """
                + ABOUT,
            Role.VIEWER,
            Strictness.LENIENT,
            SysctlCommands::sysctl),
        new Command(
            "echo <value:text>... > <file:sysctl>",
            "writes a kernel setting",
            "The file is one below /proc/sys/net.\n" + ABOUT,
            Role.OPERATOR,
            SysctlCommands::echo));
  }

  private static Result echo(Arguments arguments, Context context) throws IOException {
    List<String> words = new ArrayList<>(arguments.texts("value"));
    if (words.size() > 1 && words.getFirst().equals("-n")) {
      words.removeFirst();
    }
    Named named = new Named(arguments.text("file"), Optional.of(String.join(" ", words)));
    return run(
        arguments.line(), new SysctlWords(java.util.Set.of(Option.QUIET), List.of(named)), context);
  }

  private static Result sysctl(Arguments arguments, Context context) throws IOException {
    try {
      SysctlWords words = SysctlWords.read(arguments.words().stream().map(Token::text).toList());
      Optional<String> hindrance = Rights.hindrance(words.role(), context);
      return hindrance.isPresent()
          ? Result.error(ExitCode.REFUSED, hindrance.get())
          : run(arguments.line(), words, context);
    } catch (EditRefused e) {
      return LinkCommands.refused(e);
    }
  }

  private static Result run(String line, SysctlWords words, Context context) throws IOException {
    Network kept = context.picture();
    Map<Named, SysctlKey> keys = new LinkedHashMap<>();
    for (Named named : words.named()) {
      SysctlNames.key(kept, named.name()).ifPresent(k -> keys.put(named, k));
    }
    Footprint footprint =
        Footprint.of(keys.values().stream().map(OneSysctl::new).distinct().toArray(Area[]::new));
    Network now = context.host().refresh(footprint);
    keys.values().removeIf(k -> !now.has(k));
    List<String> missing =
        words.named().stream()
            .filter(n -> !keys.containsKey(n))
            .map(n -> missing(n.name()))
            .toList();
    boolean faulty = !missing.isEmpty() && !words.has(Option.IGNORE);
    if (words.role() == Role.OPERATOR) {
      if (faulty) {
        return new Result(View.NOTHING, missing, ExitCode.NOT_FOUND);
      }
      Result written = write(line, keys, footprint, context);
      if (written.exit() != ExitCode.DONE || words.has(Option.QUIET)) {
        return written;
      }
      return new Result(shown(words, keys, now), written.errors(), written.exit());
    }
    return faulty
        ? new Result(shown(words, keys, now), missing, ExitCode.NOT_FOUND)
        : Result.of(shown(words, keys, now));
  }

  private static Result write(
      String line, Map<Named, SysctlKey> keys, Footprint footprint, Context context) {
    return OutcomeText.result(
        context
            .transactions()
            .edit(
                context.request(line, footprint),
                before -> {
                  Network after = before;
                  for (var one : keys.entrySet()) {
                    after = written(after, one.getValue(), one.getKey().value());
                  }
                  return after;
                }));
  }

  private static Network written(Network network, SysctlKey key, Optional<String> value)
      throws EditRefused {
    if (value.isEmpty()) {
      return network;
    }
    if (value.get().isEmpty()) {
      throw new EditRefused(
          Reason.USAGE, SysctlNames.text(network, key) + " is given no value", "");
    }
    String now = network.get(key).text(SysctlAttributes.VALUE);
    return network.with(key, SysctlAttributes.VALUE, SysctlValue.of(value.get(), now));
  }

  /// In sysctl(8)'s words: what was written is shown as typed.
  private static View shown(SysctlWords words, Map<Named, SysctlKey> keys, Network network) {
    StringBuilder text = new StringBuilder();
    List<List<View.Cell>> rows = new ArrayList<>();
    keys.forEach((named, key) -> {
      String name = SysctlNames.text(network, key);
      String value = named.value().orElseGet(() -> network.get(key).text(SysctlAttributes.VALUE));
      text.append(
              words.has(Option.VALUES)
                  ? value
                  : words.has(Option.NAMES) ? name : name + " = " + value)
          .append('\n');
      rows.add(List.of(View.Cell.of(name, View.Tone.NAME), View.Cell.of(value)));
    });
    return new View.Exact(text.toString(), Optional.of(new View.Table(ShowSysctls.COLUMNS, rows)));
  }

  private static String missing(String name) {
    if (!name.replace('/', '.').matches("(\\.proc\\.sys\\.)?net\\..*")) {
      return "'" + name + "' is no setting of the network: those begin with net.";
    }
    if (name.contains("bridge-nf-")) {
      return "there is no kernel setting '"
          + name
          + "': those of bridge netfilter are there while its module br_netfilter is loaded";
    }
    List<String> near = Nearest.of(name.replace('/', '.'), ShowSysctls.names());
    return "there is no kernel setting '"
        + name
        + "' here"
        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
  }
}
