package org.xnsh.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Waiting;

/// A real terminal emulator with xnsh in it, on a socket of the test's own.
final class Tmux implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /// Not that of a server which is just ending.
  private final String socket =
      "xnsh-test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

  /// @param environment what is set for xnsh alone
  Tmux(Map<String, String> environment, List<String> options, int columns, int rows) {
    this(Child.words(options), environment, columns, rows);
  }

  /// With another program in it.
  Tmux(List<String> program, Map<String, String> environment, int columns, int rows) {
    Peers.require("tmux", "env", "sh");
    Stream<String> set = environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue());
    String words =
        Stream.concat(Stream.of("env"), Stream.concat(set, program.stream()))
            .map(w -> "'" + w.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    tmux(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        "" + columns,
        "-y",
        "" + rows,
        words + "; echo \"ended $?\"; exec cat");
  }

  private Ran tmux(String... words) {
    List<String> all = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
    all.addAll(List.of(words));
    return Ran.run(all);
  }

  /// Types text as it is.
  void type(String text) {
    tmux("send-keys", "-l", "--", text).ok();
  }

  /// Pastes text, marked as pasted where the program asks for that.
  void paste(String text) {
    tmux("set-buffer", "--", text).ok();
    tmux("paste-buffer", "-p").ok();
  }

  /// Presses keys by their names: `Tab`, `Enter`, `C-c`.
  void press(String... keys) {
    for (String key : keys) {
      tmux("send-keys", key).ok();
    }
  }

  void resize(int columns, int rows) {
    tmux("resize-window", "-x", "" + columns, "-y", "" + rows).ok();
  }

  String screen() {
    return tmux("capture-pane", "-p").out();
  }

  /// The screen with the escapes of its colours.
  String coloured() {
    return tmux("capture-pane", "-p", "-e").out();
  }

  void awaitScreen(String part) {
    await(screen -> screen.contains(part), part);
  }

  /// Waits for the last line that is not empty.
  void awaitLastLine(Predicate<String> so) {
    await(
        screen -> so.test(screen.lines().filter(l -> !l.isBlank()).reduce("", (_, b) -> b)),
        "another last line");
  }

  private void await(Predicate<String> so, String what) {
    Waiting.until(
        () -> so.test(screen()), () -> "waited for " + what + "; the screen is:\n" + screen());
  }

  @Override
  public void close() {
    tmux("kill-server");
  }
}
