package org.xnsh.ssh;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.xnsh.command.ExitCode;

/// One shell or command that a client asked for, with a thread of its own.
///
/// The library calls start and destroy on threads that must not wait.
final class Visit implements Command, Door {

  /// For what it is told to be shown; what the writer takes back by then goes on.
  private static final Duration TO_END = Duration.ofSeconds(3);

  private final String name;
  private final Session session;
  private final Optional<String> line;
  private final Incoming in;
  private final ChannelSession channel;
  private final Consumer<Visit> gone;
  private final Consumer<String> trouble;
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream err = OutputStream.nullOutputStream();
  private ExitCallback exit = (_, _, _) -> {};
  private volatile boolean over;
  private volatile boolean left;

  /// @param line what was asked for; a shell where nothing was
  /// @param gone told at its end
  /// @param trouble told why it could not be served, where that is not the client's doing
  Visit(
      String name,
      Session session,
      Optional<String> line,
      ChannelSession channel,
      Consumer<Visit> gone,
      Consumer<String> trouble) {
    this.name = name;
    this.session = session;
    this.line = line;
    this.channel = channel;
    this.in = new Incoming(bytes -> channel.getLocalWindow().release(bytes), session::stop);
    this.gone = gone;
    this.trouble = trouble;
    channel.setDataReceiver(in);
  }

  @Override
  public void setInputStream(InputStream unused) {}

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    environment.addSignalListener((_, _) -> session.stop(), Signal.INT);
    session.enter(this);
    Thread.ofPlatform().daemon().name(name).start(() -> run(environment));
  }

  private void run(Environment environment) {
    ExitCode code = ExitCode.FAILED;
    try {
      code = serve(environment);
    } catch (IOException | RuntimeException e) {
      failed(e);
    } finally {
      try {
        exit.onExit(code.number());
      } finally {
        over = true;
        session.leave();
        gone.accept(this);
      }
    }
  }

  /// A client that is gone explains it. Anything else its operator reads and whoever keeps the log.
  private void failed(Exception e) {
    if (left) {
      return;
    }
    trouble.accept("a session failed: " + e);
    try {
      String said = "xnsh: this session cannot go on: " + e.getMessage() + "\r\n";
      err.write(said.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException gone) {
      // then it was that
    }
  }

  private ExitCode serve(Environment environment) throws IOException {
    String type = environment.getEnv().get(Environment.ENV_TERM);
    if (line.isEmpty() && type != null) {
      in.keys(true);
      try (ChannelTerminal terminal =
          new ChannelTerminal(name, session.terminalType(type), environment, in, out)) {
        return session.prompt(terminal.terminal());
      } finally {
        in.close();
      }
    }
    if (type != null) {
      in.keys(false);
    }
    OutputStream plain = new BufferedOutputStream(type == null ? out : new CarriageReturns(out));
    PrintStream shown = new PrintStream(plain, false, StandardCharsets.UTF_8);
    PrintStream told =
        type == null
            ? new PrintStream(new BufferedOutputStream(err), false, StandardCharsets.UTF_8)
            : shown;
    try {
      return line.isPresent()
          ? session.line(line.get(), shown, told)
          : session.lines(in, shown, told);
    } finally {
      // what is not written by now the library throws away
      shown.flush();
      told.flush();
    }
  }

  /// How long nothing was typed at its prompt; nothing where there is none, or a command runs.
  Optional<Duration> idle() {
    return session.waits() ? Optional.of(in.quiet()) : Optional.empty();
  }

  /// Tells something above the prompt.
  void tell(String text) {
    session.tell(text);
  }

  @Override
  public Duration quiet() {
    return in.quiet();
  }

  @Override
  public boolean isShut() {
    return in.isEnded();
  }

  /// A client that takes nothing any more could keep it for ever.
  @Override
  public void end(String why) {
    session.tell(why);
    session.stop();
    in.drop();
    CompletableFuture.delayedExecutor(TO_END.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> {
          if (!over) {
            var _ = channel.close(true);
          }
        });
  }

  @Override
  public void destroy(ChannelSession channel) {
    left = true;
    session.stop();
    in.close();
  }
}
