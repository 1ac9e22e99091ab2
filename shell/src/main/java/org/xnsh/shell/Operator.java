package org.xnsh.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who sits here: the one who logged in, not the root that they became.
final class Operator {

  /// (uid_t) -1: the process does not come from a login.
  private static final String NOBODY = "4294967295";

  private final Path login;
  private final Path accounts;

  Operator(Path login, Path accounts) {
    this.login = login;
    this.accounts = accounts;
  }

  static String name(Map<String, String> environment) {
    return new Operator(Path.of("/proc/self/loginuid"), Path.of("/etc/passwd")).of(environment);
  }

  /// Who logged in, then who became root, then who they say they are: on a machine without audit
  /// nothing better is known.
  String of(Map<String, String> environment) {
    return loginName()
        .or(() -> named(environment.get("SUDO_USER")))
        .or(() -> named(environment.get("DOAS_USER")))
        .or(() -> named(environment.get("LOGNAME")))
        .or(() -> named(environment.get("USER")))
        .orElseGet(() -> System.getProperty("user.name", "unknown"));
  }

  /// From the audit login uid, which su and sudo leave as it is.
  private Optional<String> loginName() {
    try {
      String uid = Files.readString(login).strip();
      return uid.equals(NOBODY) ? Optional.empty() : passwd(uid);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> passwd(String uid) throws IOException {
    for (String line : Files.readAllLines(accounts)) {
      List<String> fields = List.of(line.split(":", -1));
      if (fields.size() > 2 && fields.get(2).equals(uid)) {
        return named(fields.getFirst());
      }
    }
    return Optional.empty();
  }

  /// A name becomes part of a file's name and of the log.
  private static Optional<String> named(@org.jspecify.annotations.Nullable String name) {
    return Optional.ofNullable(name).filter(n -> n.matches("[A-Za-z0-9_][A-Za-z0-9_.@$-]*"));
  }
}
