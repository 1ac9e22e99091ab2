package org.xnsh.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.xnsh.bench.Crowd.Answers;

/// A [Crowd] in a process of its own, in the namespace of the server that it asks: it is told a
/// word and a number on a line, and answers with a line of milliseconds.
final class CrowdProcess implements AutoCloseable {

  private static final String LINE = "brctl show";
  private static final Duration PACE = Duration.ofMillis(100);

  /// What `brctl show` does not tell.
  private static final List<String> EDITS =
      List.of("brctl setageing xb0 301", "brctl setageing xb0 302");

  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  private CrowdProcess(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static CrowdProcess at(SshSide side, String right) throws IOException {
    Path answer = Files.writeString(Files.createTempFile("xnsh-bench", ".answer"), right);
    answer.toFile().deleteOnExit();
    List<String> words =
        new ArrayList<>(
            List.of(
                "ip",
                "netns",
                "exec",
                side.world().name(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path").replace(File.pathSeparator, ":"),
                CrowdProcess.class.getName(),
                Integer.toString(side.port()),
                side.key().toString(),
                answer.toString(),
                side.editor()));
    words.addAll(side.viewers());
    return new CrowdProcess(
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// All answers were right; how long each took.
  ///
  /// @param edits a second meanwhile
  record Result(Times times, double edits) {}

  void enter(int count) throws IOException {
    tell("enter", count);
  }

  void leave() throws IOException {
    tell("leave", 0);
  }

  Result ask(int times) throws IOException {
    return tell("ask", times);
  }

  /// The same, while somebody edits.
  Result askWhileEdited(int times) throws IOException {
    return tell("edited", times);
  }

  Result comeAndGo(int count) throws IOException {
    return tell("come", count);
  }

  private Result tell(String word, int number) throws IOException {
    in.write(word + " " + number + "\n");
    in.flush();
    String line = out.readLine();
    if (line == null || line.startsWith("!")) {
      throw new IOException(word + " " + number + ": " + line);
    }
    String[] parts = line.split(" ", -1);
    List<Double> milliseconds = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      milliseconds.add(Double.valueOf(parts[i]));
    }
    return new Result(new Times(milliseconds), Double.parseDouble(parts[0]));
  }

  @Override
  public void close() throws IOException {
    in.close();
    process.onExit().join();
  }

  /// Arguments: the port, the file of the key, that of the answer, who edits, and all others.
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset(); // the library tells of each extension that it does not know
    int port = Integer.parseInt(arguments[0]);
    Path key = Path.of(arguments[1]);
    String right = Files.readString(Path.of(arguments[2]));
    List<String> all = List.of(arguments);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Crowd crowd = new Crowd(port, key, all.subList(4, all.size()));
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", 2);
        out.println(done(crowd, arguments[3], words[0], Integer.parseInt(words[1]), right));
      }
    }
  }

  private static String done(Crowd crowd, String editor, String word, int number, String right)
      throws Exception {
    return switch (word) {
      case "enter" -> {
        crowd.enter(number);
        yield "0";
      }
      case "leave" -> {
        crowd.leave();
        yield "0";
      }
      case "ask" -> line(crowd.ask(number, LINE, right), 0);
      case "come" -> line(crowd.comeAndGo(number, LINE, right), 0);
      case "edited" -> edited(crowd, editor, number, right);
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static String edited(Crowd crowd, String editor, int times, String right)
      throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    long start = System.nanoTime();
    Future<Answers> edits = crowd.keepAsking(editor, PACE, EDITS, enough);
    Answers answers = crowd.ask(times, LINE, right);
    enough.countDown();
    Answers made = edits.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    return made.wrong().isEmpty()
        ? line(answers, made.milliseconds().size() / seconds)
        : "! an edit failed: " + first(made);
  }

  private static String line(Answers answers, double edits) {
    return answers.wrong().isEmpty()
        ? edits + answers.milliseconds().stream().map(m -> " " + m).collect(Collectors.joining())
        : "! " + answers.wrong().size() + " answers are wrong, " + first(answers);
  }

  private static String first(Answers answers) {
    return answers.wrong().getFirst().replace("\n", "\\n");
  }
}
