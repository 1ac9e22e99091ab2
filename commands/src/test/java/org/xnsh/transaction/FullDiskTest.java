package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogRecords;
import org.xnsh.transaction.log.LogUnwritable;
import org.xnsh.transaction.log.StateFolder;
import org.xnsh.transaction.log.Tidying;
import org.xnsh.transaction.log.TransactionLog;

/// A log on a file system that is full, a real one.
class FullDiskTest {

  @TempDir private Path folder;
  private SmallDisk disk;
  private final List<Transactions> opened = new ArrayList<>();
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final LinkKey eth0 = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.mount(folder, "256k");
  }

  @AfterEach
  void unmount() {
    opened.forEach(Transactions::close);
    disk.close();
  }

  private Transactions open(Host of) {
    Transactions transactions =
        NamespaceWriter.open(of, new StateFolder(disk.path().resolve("state")), folder);
    opened.add(transactions);
    return transactions;
  }

  private static Request request() {
    return new Request("tester", "test", "an edit", Footprint.NOTHING, () -> false, line -> {});
  }

  private Edit mtu(long mtu) {
    return n -> n.with(eth0, LinkAttributes.MTU, mtu);
  }

  private List<Attributes> links() {
    Network now = host.drained();
    return now.links().stream().map(i -> now.get(new LinkKey(i))).toList();
  }

  @Test
  void anEditThatCannotBeWrittenDownIsNotMadeAndTheNextOneIs() throws IOException {
    Transactions transactions = open(host);
    transactions.edit(request(), mtu(1400));
    List<Attributes> before = links();
    disk.fill();
    List<Outcome> refused = new ArrayList<>();
    Outcome outcome = transactions.edit(request(), mtu(1300));
    while (outcome instanceof Outcome.Done) {
      // what was left of the last page is used up
      before = links();
      outcome = transactions.edit(request(), mtu(1300 - refused.size()));
      refused.add(outcome);
    }
    assertThat(links()).isEqualTo(before);
    assertThat(told(outcome)).contains("No space left");
    disk.empty();
    assertThat(transactions.edit(request(), mtu(1200))).isInstanceOf(Outcome.Done.class);
    assertThat(transactions.undo(request(), OptionalLong.empty(), false))
        .isInstanceOf(Outcome.Done.class);
    assertThat(links()).isEqualTo(before);
    assertThat(transactions.faults()).isEmpty();
  }

  private static String told(Outcome outcome) {
    return outcome instanceof Outcome.Refused o
        ? String.valueOf(o.why().getMessage())
        : ((Outcome.RolledBack) outcome).cause();
  }

  @Test
  void onADiskThatNothingCanBeWrittenToEditsAreRefusedAndTheLogIsShown() {
    Transactions first = open(host);
    first.edit(request(), mtu(1400));
    first.edit(request(), mtu(1401));
    first.close();
    disk.remount("ro");
    List<Attributes> before = links();
    Transactions next = open(host);
    for (Transactions transactions : List.of(next, open(host))) {
      assertThat(transactions.entries()).hasSize(2);
      assertThat(transactions.entry(1).orElseThrow().changes().isEmpty()).isFalse();
      assertThat(transactions.verify().fault()).isEmpty();
      assertThat(told(transactions.edit(request(), mtu(1300))))
          .contains("log cannot be written", "Read-only file system");
      assertThat(told(transactions.undo(request(), OptionalLong.empty(), false)))
          .contains("log cannot be written", "Read-only file system");
      transactions.recover(line -> {});
      assertThat(links()).isEqualTo(before);
    }
    disk.remount("rw");
    assertThat(next.undo(request(), OptionalLong.empty(), false)).isInstanceOf(Outcome.Done.class);
    assertThat(next.verify().fault()).isEmpty();
  }

  /// Snapshots and new files among what does not fit.
  @Test
  void aLogThatFillsTheDiskWithItsFilesGoesOnOnceThereIsRoom() throws IOException {
    Path path = disk.path().resolve("log/transactions");
    disk.fill(120 << 10);
    Tidying.Limits small = new Tidying.Limits(3000, 20_000);
    int refused = 0;
    try (TransactionLog log =
        new TransactionLog(path, TestScope.ONE, small, InstantSource.system())) {
      for (int i = 0; i < 400 && refused < 40; i++) {
        try {
          log.own();
          log.tidy();
          if (log.unfinished().isEmpty()) {
            log.append(LogRecords.intent(log.nextNumber(), 200));
          }
          log.append(LogRecords.result(log.unfinished().getFirst().number()));
        } catch (LogUnwritable e) {
          refused++;
          if (refused == 30) {
            disk.empty();
          }
        }
      }
      assertThat(refused).isGreaterThanOrEqualTo(40);
    }
    try (TransactionLog log =
        new TransactionLog(path, TestScope.ONE, small, InstantSource.system())) {
      log.own();
      assertThat(log.verify().fault()).isEmpty();
      assertThat(log.verify().files()).isGreaterThan(3);
      assertThat(log.rows()).hasSizeGreaterThan(100);
      assertThat(log.rows().getFirst().number()).isEqualTo(log.rows().size());
    }
  }

  @Test
  void whereTheResultCannotBeWrittenTheEditIsTakenBack() throws IOException {
    FillingHost filling = new FillingHost(host, disk::fill);
    Transactions transactions = open(filling.host());
    List<Attributes> before = links();
    Outcome outcome = transactions.edit(request(), FullDiskTest::everyAlias);
    assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
    assertThat(((Outcome.RolledBack) outcome).left()).isEmpty();
    assertThat(told(outcome)).contains("log").contains("No space left");
    assertThat(links()).isEqualTo(before);
    // a short record may still fit into the last page
    assertThat(transactions.entry(1).orElseThrow().state())
        .isIn(Entry.State.INTENDED, Entry.State.ROLLED_BACK);
    disk.empty();
    assertThat(transactions.edit(request(), n -> n)).isInstanceOf(Outcome.Unchanged.class);
    assertThat(transactions.entry(1).orElseThrow().state()).isEqualTo(Entry.State.ROLLED_BACK);
    assertThat(links()).isEqualTo(before);
  }

  /// More than what is left of a page.
  private static Network everyAlias(Network network) {
    Network changed = network;
    for (int link : network.links()) {
      changed = changed.with(new LinkKey(link), LinkAttributes.ALIAS, "x".repeat(200));
    }
    return changed;
  }

  /// A host during whose first step the disk is filled to the last byte.
  private record FillingHost(SimulatedHost real, Filling filling) {
    interface Filling {
      void fill() throws IOException;
    }

    Host host() {
      boolean[] filled = new boolean[1];
      return new CrashingHost(
          real,
          0,
          () -> {
            if (!filled[0]) {
              filled[0] = true;
              try {
                filling.fill();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            }
          });
    }
  }
}
