package org.xnsh.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;

/// Many who are there at once, at whatever server speaks SSH: each has one connection with a prompt
/// on a terminal that stays open, and asks its commands one after the other over channels of their
/// own, so that an answer has an end and an exit code by which it is known.
public final class Crowd implements AutoCloseable {

  /// So many come in at a time: a server bounds those who have not logged in yet.
  private static final int AT_THE_DOOR = 8;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SshClient client = SshClient.setUpDefaultClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore door = new Semaphore(AT_THE_DOOR);
  private final List<ClientSession> there = new ArrayList<>();
  private final int port;
  private final List<String> names;

  /// @param names who they are, in turns: an operator may have ten sessions
  public Crowd(int port, Path key, List<String> names) {
    this.port = port;
    this.names = List.copyOf(names);
    client.setServerKeyVerifier((_, _, _) -> true);
    client.setKeyIdentityProvider(new FileKeyPairProvider(key));
    client.start();
  }

  /// What came of many commands.
  ///
  /// @param milliseconds how long each took, from asking to its exit code
  /// @param wrong what was not the answer
  public record Answers(List<Double> milliseconds, List<String> wrong) {
    public Answers {
      milliseconds = List.copyOf(milliseconds);
      wrong = List.copyOf(wrong);
    }
  }

  /// Comes in, until so many are there, each with a prompt.
  public void enter(int count) throws IOException {
    each(
            count - there.size(),
            i -> {
              ClientSession session = connect(there.size() + i);
              ChannelShell shell = session.createShellChannel();
              CountDownLatch prompted = new CountDownLatch(1);
              shell.setPtyType("xterm-256color");
              shell.setPtyColumns(100);
              shell.setPtyLines(30);
              shell.setOut(new Screen(prompted));
              shell.setRedirectErrorStream(true);
              shell.open().verify(PATIENCE);
              if (!prompted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("no prompt came");
              }
              return session;
            })
        .forEach(there::add);
  }

  private ClientSession connect(int number) throws IOException {
    door.acquireUninterruptibly();
    try {
      String name = names.get(number % names.size());
      ClientSession session =
          client.connect(name, "127.0.0.1", port).verify(PATIENCE).getClientSession();
      session.auth().verify(PATIENCE);
      return session;
    } finally {
      door.release();
    }
  }

  /// Everybody who is there asks the same so many times.
  public Answers ask(int times, String line, String answer) throws IOException {
    List<ClientSession> all = List.copyOf(there);
    return answers(
        each(
                all.size(),
                i -> {
                  List<Answer> mine = new ArrayList<>();
                  for (int k = 0; k < times; k++) {
                    mine.add(ask(all.get(i), line));
                  }
                  return mine;
                })
            .stream()
            .flatMap(List::stream)
            .toList(),
        answer);
  }

  /// So many come, ask once and go.
  public Answers comeAndGo(int count, String line, String answer) throws IOException {
    Semaphore some = new Semaphore(2 * AT_THE_DOOR);
    return answers(
        each(
            count,
            i -> {
              some.acquire();
              try (ClientSession session = connect(i)) {
                return ask(session, line);
              } finally {
                some.release();
              }
            }),
        answer);
  }

  /// Somebody who asks at a pace, until told to stop; how often it was done, and what went wrong.
  public Future<Answers> keepAsking(
      String name, Duration pace, List<String> lines, CountDownLatch until) {
    return threads.submit(() -> {
      List<Answer> all = new ArrayList<>();
      try (ClientSession session =
          client.connect(name, "127.0.0.1", port).verify(PATIENCE).getClientSession()) {
        session.auth().verify(PATIENCE);
        long start = System.nanoTime();
        for (int i = 0; ; i++) {
          long due = start + i * pace.toNanos() - System.nanoTime();
          if (until.await(Math.max(0, due), TimeUnit.NANOSECONDS)) {
            return answers(all, "");
          }
          all.add(ask(session, lines.get(i % lines.size())));
        }
      }
    });
  }

  private record Answer(double milliseconds, String text) {}

  private static Answer ask(ClientSession session, String line) throws IOException {
    long start = System.nanoTime();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ChannelExec channel = session.createExecChannel(line)) {
      channel.setOut(out);
      channel.setErr(out);
      channel.open().verify(PATIENCE);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
      Integer status = channel.getExitStatus();
      double taken = (System.nanoTime() - start) / 1e6;
      String text = out.toString(StandardCharsets.UTF_8);
      return new Answer(
          taken, status != null && status == 0 ? text : "exit " + status + ": " + text);
    }
  }

  private static Answers answers(List<Answer> all, String right) {
    return new Answers(
        all.stream().map(Answer::milliseconds).toList(),
        all.stream().map(Answer::text).filter(t -> !t.equals(right)).toList());
  }

  private interface Doing<T> {
    T by(int number) throws Exception;
  }

  private <T> List<T> each(int count, Doing<T> doing) throws IOException {
    List<Callable<T>> work =
        IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> doing.by(i)).toList();
    List<T> all = new ArrayList<>();
    try {
      for (Future<T> one : threads.invokeAll(work)) {
        all.add(one.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /// All go, as windows are closed.
  public void leave() throws IOException {
    for (ClientSession session : there) {
      session.close(false).await(PATIENCE);
    }
    there.clear();
  }

  /// All are gone at once, their connections reset.
  public void reset() {
    for (ClientSession session : there) {
      session.close(true);
    }
    there.clear();
  }

  /// From now on a connection that ends at once is reset.
  public Crowd resetting() {
    CoreModuleProperties.SOCKET_LINGER.set(client, 0);
    return this;
  }

  @Override
  public void close() {
    client.stop();
    threads.shutdownNow();
  }

  /// Sees that a prompt is there by its last sign.
  private static final class Screen extends OutputStream {
    private final CountDownLatch prompted;

    Screen(CountDownLatch prompted) {
      this.prompted = prompted;
    }

    @Override
    public void write(int b) {
      if (b == '$' || b == '#') {
        prompted.countDown();
      }
    }
  }
}
