package org.xnsh.command;

import java.util.List;
import java.util.OptionalInt;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.Prefix;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.EditRefused.Reason;

/// Reads the words of a line in the manner of `ip`: keywords with values behind them, in any order.
final class WordReader {

  private final List<String> words;
  private int at;

  WordReader(List<String> words) {
    this.words = List.copyOf(words);
  }

  boolean isDone() {
    return at == words.size();
  }

  /// The next word without taking it; empty at the end.
  String peek() {
    return isDone() ? "" : words.get(at);
  }

  /// Takes the next word if it is one of these.
  boolean take(String... alternatives) {
    if (!isDone() && List.of(alternatives).contains(peek())) {
      at++;
      return true;
    }
    return false;
  }

  String next(String what) throws EditRefused {
    if (isDone()) {
      throw usage(what + " is missing at the end of the line", "");
    }
    return words.get(at++);
  }

  long number(String what, long least, long most) throws EditRefused {
    String word = next(what);
    try {
      long number = Long.decode(word);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw usage("'" + word + "' is no number for " + what, range(least, most));
    }
    throw usage(word + " is out of range for " + what, range(least, most));
  }

  private static String range(long least, long most) {
    return "type a number from " + least + " to " + most;
  }

  boolean onOff(String what) throws EditRefused {
    String word = next(what);
    return switch (word) {
      case "on", "1" -> true;
      case "off", "0" -> false;
      default -> throw usage(what + " takes on or off, not '" + word + "'", "");
    };
  }

  MacAddress mac(String what) throws EditRefused {
    String word = next(what);
    return MacAddress.tryParse(word)
        .orElseThrow(
            () -> usage("'" + word + "' is no MAC address", "type one as 00:16:3e:10:e4:53"));
  }

  IpAddress address(String what) throws EditRefused {
    String word = next(what);
    return IpAddress.tryParse(word)
        .orElseThrow(
            () -> usage("'" + word + "' is no address", "type one as 192.168.1.20 or fd00::1"));
  }

  Prefix prefix(String what) throws EditRefused {
    String word = next(what);
    return Prefix.tryParse(word)
        .orElseThrow(
            () -> usage("'" + word + "' is no prefix", "type one as 192.168.1.20/24 or fd00::/64"));
  }

  /// The ifindex of the link that the next word names.
  int link(Network network) throws EditRefused {
    return link(network, next("a link's name"));
  }

  static int link(Network network, String name) throws EditRefused {
    OptionalInt found = network.linkNamed(name);
    if (found.isEmpty()) {
      throw new EditRefused(
          Reason.NOT_FOUND,
          "there is no link '" + name + "'",
          "the links are listed by: link show");
    }
    return found.getAsInt();
  }

  /// For a word that nothing here begins with.
  EditRefused unknown(String where, String known) {
    return usage("'" + peek() + "' is not known to " + where, "known are: " + known);
  }

  static EditRefused usage(String message, String hint) {
    return new EditRefused(Reason.USAGE, message, hint);
  }

  static EditRefused failed(String message, String hint) {
    return new EditRefused(Reason.FAILED, message, hint);
  }
}
