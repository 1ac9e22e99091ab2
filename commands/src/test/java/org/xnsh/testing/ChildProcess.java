package org.xnsh.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java process that a test starts, to kill it, to stop it or to make its system calls fail.
public final class ChildProcess {

  private ChildProcess() {}

  /// The command that runs a class of the tests.
  public static List<String> of(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // its own calls on its own files would count among those of the test
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /// The same, started by another program: `strace` with its options.
  public static List<String> by(List<String> program, List<String> command) {
    List<String> whole = new ArrayList<>(program);
    whole.addAll(command);
    return whole;
  }
}
