package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Footprint;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.testing.ChildProcess;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.Verification;

/// Processes that edit one namespace of the kernel at the same time, and one of them is killed
/// again and again. For more of it: `-Dxnsh.edits=500 -Dxnsh.kills=1000 -Dxnsh.kill.millis=1000`.
class ManyProcessesTest {

  private static final int PROCESSES = 4;
  private static final int EDITS = Integer.getInteger("xnsh.edits", 40);
  private static final int KILLS = Integer.getInteger("xnsh.kills", 5);
  private static final long BETWEEN_KILLS =
      TimeUnit.MILLISECONDS.toNanos(Integer.getInteger("xnsh.kill.millis", 100));
  private static final Duration LONGEST = Duration.ofMinutes(20);

  @TempDir private Path folder;
  private TestNamespace namespace;

  @BeforeEach
  void open() {
    namespace = TestNamespace.create();
    namespace.sh(
        "for i in 0 1 2 3; do ip link add own$i type bridge; done; ip link add common type bridge;"
            + " ip link add p0 type veth peer name p1; ip link add p2 type veth peer name p3");
  }

  @AfterEach
  void close() {
    namespace.close();
  }

  private static LinkKey link(Network network, String name) {
    return new LinkKey(network.linkNamed(name).orElseThrow());
  }

  /// Several steps each: what only this process changes, a port that moves, and what all change.
  private static Network edit(Network n, int which, int turn) {
    LinkKey port = link(n, "p" + which);
    long master = link(n, turn % 2 == 0 ? "common" : "own" + which).index();
    return n.with(link(n, "own" + which), LinkAttributes.ALIAS, which + " " + turn)
        .with(port, LinkAttributes.MASTER, master)
        .with(port, LinkAttributes.MTU, 1400L + turn % 50)
        .with(link(n, "common"), LinkAttributes.ALIAS, which + " " + turn);
  }

  /// Namespace, folder, which, from which edit on, to which. Tells each that is made, and the pid
  /// first.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      int which = Integer.parseInt(arguments[2]);
      int to = Integer.parseInt(arguments[4]);
      try (Transactions transactions = OnKernel.writer(arguments[0], Path.of(arguments[1]))) {
        for (int turn = Integer.parseInt(arguments[3]); turn < to; turn++) {
          int now = turn;
          Request request =
              new Request(
                  "child" + which,
                  "test",
                  "edit " + which + " " + turn,
                  Footprint.NOTHING,
                  () -> false,
                  line -> {});
          Outcome outcome = transactions.edit(request, n -> edit(n, which, now));
          // on a busy machine ten seconds may not be enough, and no order is promised
          while (outcome instanceof Outcome.Refused refused
              && refused.why().reason() == EditRefused.Reason.CONFLICT) {
            outcome = transactions.edit(request, n -> edit(n, which, now));
          }
          System.out.println(
              switch (outcome) {
                case Outcome.Done done -> "done " + turn + " " + done.number();
                // the one before was killed between its result and its word
                case Outcome.Unchanged _ -> "made " + turn;
                case Outcome other -> "failed " + turn + " " + other;
              });
        }
      }
    }
  }

  /// One process after the other, each from where the one before was killed.
  private final class Lane {
    final int which;
    final Map<Integer, Long> acknowledged = new HashMap<>();
    final List<String> failures = new ArrayList<>();
    final List<Integer> repeated = new ArrayList<>();
    private volatile Process process;

    /// Made by the process that runs now.
    private final AtomicInteger made = new AtomicInteger();

    Lane(int which) throws IOException {
      this.which = which;
      this.process = start(0);
    }

    private Process start(int from) throws IOException {
      made.set(0);
      return new ProcessBuilder(
              ChildProcess.of(
                  Child.class,
                  namespace.name(),
                  folder.toString(),
                  "" + which,
                  "" + from,
                  "" + EDITS))
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    }

    void run() {
      try {
        int next = 0;
        while (next < EDITS) {
          next = read(process.inputReader(), next);
          if (next < EDITS) {
            process = start(next);
          }
        }
        process.waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /// What was not acknowledged is asked for again.
    private int read(BufferedReader lines, int from) throws IOException {
      int next = from;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", 3);
        int turn = Integer.parseInt(words[1]);
        next = turn + 1;
        made.incrementAndGet();
        switch (words[0]) {
          case "done" -> acknowledged.put(turn, Long.parseLong(words[2]));
          case "made" -> repeated.add(turn);
          default -> failures.add(line);
        }
      }
      return next;
    }
  }

  @Test
  void noRecordIsLostOrDoubledAndNothingIsLeftHalfDone() throws Exception {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      lanes.add(new Lane(i));
    }
    List<Thread> threads = lanes.stream().map(l -> Thread.ofPlatform().start(l::run)).toList();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger kills = new AtomicInteger();
    Thread killer = Thread.ofPlatform().start(() -> kill(lanes, over, kills));
    for (Thread thread : threads) {
      assertThat(thread.join(LONGEST)).as("it takes too long").isTrue();
    }
    over.set(true);
    killer.join();
    try (Transactions last = OnKernel.writer(namespace.name(), folder)) {
      last.recover(line -> {});
      assertThat(last.faults()).isEmpty();
      Verification verification = last.verify();
      assertThat(verification.fault()).isEmpty();
      Map<Long, Entry> entries = new TreeMap<>();
      last.entries().forEach(e -> assertThat(entries.put(e.number(), e)).as("doubled").isNull());
      assertThat(entries.keySet())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, entries.size()).boxed().toList());
      assertThat(entries.values()).noneMatch(e -> e.state() == Entry.State.INTENDED);
      assertThat(
              entries.values().stream()
                  .filter(Entry::isOutside)
                  .map(e -> ChangeWords.of(e.changes(), last.picture())))
          .as("nobody else was here")
          .isEmpty();
      assertThat(entries.values())
          .allSatisfy(e -> assertThat(e.outside().isEmpty()).as("%s", e.outside()).isTrue());
      for (Lane lane : lanes) {
        assertThat(lane.failures).isEmpty();
        assertThat(lane.acknowledged.size() + lane.repeated.size()).isEqualTo(EDITS);
        lane.acknowledged.forEach((turn, number) -> {
          Entry entry = entries.get(number);
          assertThat(entry).as("the record of an edit that was acknowledged").isNotNull();
          assertThat(entry.command()).isEqualTo("edit " + lane.which + " " + turn);
          assertThat(entry.state()).isEqualTo(Entry.State.VERIFIED);
        });
      }
      Network now = last.picture();
      for (Lane lane : lanes) {
        Network wanted = edit(now, lane.which, EDITS - 1);
        assertThat(now.get(link(now, "own" + lane.which)))
            .isEqualTo(wanted.get(link(now, "own" + lane.which)));
      }
      assertThat(kills).hasValueGreaterThan(1);
      System.out.printf(
          "%d processes, %d edits each: %d killed, %d transactions, %d records%n",
          PROCESSES, EDITS, kills.get(), entries.size(), verification.lines());
    }
  }

  private static void kill(List<Lane> lanes, AtomicBoolean over, AtomicInteger kills) {
    for (int next = 0; !over.get() && kills.get() < KILLS; next++) {
      LockSupport.parkNanos(BETWEEN_KILLS);
      Lane lane = lanes.get(next % lanes.size());
      // one that had no time to do anything has nothing to lose
      if (lane.made.get() > 0 && lane.process.isAlive() && !over.get()) {
        // Process would close the stream as well, with words in it that nobody has read
        lane.process.toHandle().destroyForcibly();
        kills.incrementAndGet();
      }
    }
  }
}
