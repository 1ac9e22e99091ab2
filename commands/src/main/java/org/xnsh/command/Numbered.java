package org.xnsh.command;

import java.util.List;
import java.util.Map;
import org.xnsh.transaction.EditRefused;

/// Numbers that have names: those of iproute2's rt_tables, rt_protos and rt_scopes, which the
/// kernel's own headers give too (include/uapi/linux/rtnetlink.h).
final class Numbered {

  private static final Map<String, Long> TABLES =
      Map.of("default", 253L, "main", 254L, "local", 255L);
  private static final Map<String, Long> SCOPES =
      Map.of("global", 0L, "universe", 0L, "site", 200L, "link", 253L, "host", 254L);
  private static final Map<String, Long> PROTOCOLS =
      Map.of(
          "redirect",
          1L,
          "kernel",
          2L,
          "boot",
          3L,
          "static",
          4L,
          "ra",
          9L,
          "dhcp",
          16L,
          "bird",
          12L,
          "zebra",
          11L);

  private Numbered() {}

  static long table(String word) throws EditRefused {
    return number(word, TABLES, "routing table", 0xffff_ffffL);
  }

  static long scope(String word) throws EditRefused {
    return number(word, SCOPES, "scope", 255);
  }

  static long protocol(String word) throws EditRefused {
    return number(word, PROTOCOLS, "protocol", 255);
  }

  private static long number(String word, Map<String, Long> names, String what, long most)
      throws EditRefused {
    Long named = names.get(word);
    return named != null ? named : new WordReader(List.of(word)).number(what, 0, most);
  }

  static String tableText(long table) {
    return text(table, TABLES);
  }

  static String scopeText(long scope) {
    return scope == 0 ? "global" : text(scope, SCOPES);
  }

  static String protocolText(long protocol) {
    return text(protocol, PROTOCOLS);
  }

  private static String text(long number, Map<String, Long> names) {
    return names.entrySet().stream()
        .filter(e -> e.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> Long.toString(number));
  }
}
