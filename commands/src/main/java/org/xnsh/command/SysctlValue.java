package org.xnsh.command;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The value of a setting as the kernel will show it.
final class SysctlValue {

  private static final Pattern NUMBER = Pattern.compile("-?(0x[0-9a-fA-F]{1,15}|[0-9]{1,18})");

  private SysctlValue() {}

  /// Numbers are read as strtoul reads them, `0x10` and `010` included, and shown in decimals with
  /// tabs between them (do_proc_dointvec in kernel/sysctl.c). What is not a number now is text.
  static String of(String typed, String now) {
    String[] words = typed.split("\\s+", -1);
    boolean numbers = Stream.of(now.split("\\s+", -1)).allMatch(w -> NUMBER.matcher(w).matches());
    return numbers && Stream.of(words).allMatch(w -> NUMBER.matcher(w).matches())
        ? Stream.of(words).map(w -> decimal(w).orElse(w)).collect(Collectors.joining("\t"))
        : typed;
  }

  private static Optional<String> decimal(String word) {
    try {
      return Optional.of(Long.toString(Long.decode(word)));
    } catch (NumberFormatException e) {
      return Optional.empty(); // 08: the kernel will say what it thinks of it
    }
  }
}
