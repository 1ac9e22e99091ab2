package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Planner;
import org.xnsh.change.Step;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.testing.ForwardingHost;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.GuardThread;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

class NoticesTest {

  private final Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final GuardThread guards = new GuardThread();
  private final Staging mine;
  private final Transactions others;
  private final Watch watch;

  /// Two sessions of one network.
  NoticesTest(@TempDir Path folder) {
    this.folder = folder;
    this.mine = new Staging(writer());
    this.others = writer();
    this.watch = new Watch(mine);
  }

  private Transactions writer() {
    return NamespaceWriter.open(host, new StateFolder(folder), folder, guards);
  }

  @AfterEach
  void close() {
    mine.close();
    others.close();
  }

  private Notices notices(boolean all) {
    return new Notices(watch, told::add, mine::isOwn, all);
  }

  private static Network withMtu(Network network, String link, long mtu) {
    LinkKey key = new LinkKey(network.linkNamed(link).orElseThrow());
    return network.with(key, network.get(key).with(LinkAttributes.MTU, mtu));
  }

  private static void mtu(Transactions of, String operator, String link, long mtu) {
    Request request =
        new Request(
            operator,
            "console",
            "link set " + link + " mtu " + mtu,
            Footprint.NOTHING,
            () -> false,
            _ -> {});
    assertThat(of.edit(request, before -> withMtu(before, link, mtu)))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void anotherSessionsTransactionIsToldOnceWithWhoAndWhat() {
    try (Notices notices = notices(true)) {
      notices.atPrompt();
      mtu(others, "bert", "eth1", 1400);
      watch.look();
      watch.look();
      assertThat(told).containsExactly("* transaction 1 by bert: link set eth1 mtu 1400");
    }
  }

  @Test
  void whatAToldTransactionChangesIsNotToldAgainWhereItIsSeenLater() {
    Slow slow = new Slow(host);
    try (Transactions late = NamespaceWriter.open(slow, new StateFolder(folder), folder, guards)) {
      Watch seen = new Watch(late);
      Notices notices = new Notices(seen, told::add, _ -> false, true);
      notices.atPrompt();
      slow.waits = true;
      mtu(others, "bert", "eth1", 1400);
      seen.look();
      slow.waits = false;
      seen.look();
      assertThat(told).containsExactly("* transaction 1 by bert: link set eth1 mtu 1400");
    }
  }

  /// A host whose events come late.
  private static final class Slow extends ForwardingHost {
    private volatile Before before = () -> {};
    private Network old = Network.EMPTY;
    private boolean waits;

    interface Before {
      void run() throws InterruptedException;
    }

    Slow(SimulatedHost host) {
      super(host);
    }

    @Override
    public Network drained() throws IOException {
      try {
        before.run();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      old = waits ? old : super.drained();
      return old;
    }

    @Override
    public void close() {}
  }

  @Test
  void aTransactionOfManyEditsTakesAFewRows() {
    try (Notices notices = notices(true)) {
      notices.atPrompt();
      Request request =
          new Request(
              "bert",
              "console",
              "link set eth1 mtu 1400; ".repeat(1000),
              Footprint.NOTHING,
              () -> false,
              _ -> {});
      others.edit(request, before -> withMtu(before, "eth1", 1400));
      watch.look();
      assertThat(told)
          .singleElement()
          .asString()
          .startsWith("* transaction 1 by bert: link set eth1 mtu 1400; link")
          .endsWith("log show tells all")
          .hasSizeLessThan(400);
    }
  }

  @Test
  void aLookThatFailsIsNotTheLast() {
    Slow slow = new Slow(host);
    try (Transactions late = NamespaceWriter.open(slow, new StateFolder(folder), folder, guards)) {
      Watch failing = new Watch(late, Duration.ofMillis(50));
      try (Notices notices = new Notices(failing, told::add, _ -> false, true)) {
        CountDownLatch failed = new CountDownLatch(1);
        slow.before =
            () -> {
              failed.countDown();
              throw new IllegalStateException("a fault");
            };
        failing.start();
        notices.atPrompt();
        Waiting.until(() -> failed.getCount() == 0, () -> "no look");
        slow.before = () -> {};
        mtu(others, "bert", "eth1", 1400);
        Waiting.until(() -> !told.isEmpty(), () -> "no look any more");
      }
    }
  }

  @Test
  void whatIRanMyselfIsNoNews() {
    try (Notices notices = notices(true)) {
      notices.atPrompt();
      notices.busy();
      mtu(mine, "anna", "eth1", 1400);
      watch.look();
      notices.atPrompt();
      watch.look();
      assertThat(told).isEmpty();
    }
  }

  @Test
  void whatAnotherDidWhileALineRanIsToldAtThePrompt() {
    try (Notices notices = notices(true)) {
      notices.atPrompt();
      notices.busy();
      mtu(others, "bert", "eth1", 1400);
      mtu(mine, "anna", "eth0", 1400);
      watch.look();
      assertThat(told).isEmpty();
      notices.atPrompt();
      assertThat(told).containsExactly("* transaction 1 by bert: link set eth1 mtu 1400");
    }
  }

  @Test
  void aSessionOfTheSameProcessIsToldAtOnceAndTheThreadLeavesWithTheLast() {
    Watch rare = new Watch(mine, Duration.ofHours(1));
    Notices first = new Notices(rare, told::add, mine::isOwn, true);
    Notices second = new Notices(rare, told::add, mine::isOwn, true);
    rare.start();
    first.atPrompt();
    mtu(others, "bert", "eth1", 1400);
    rare.now();
    Waiting.until(() -> !told.isEmpty(), () -> "nothing is told at once");
    first.close();
    assertThat(threads()).isPositive();
    second.close();
    Waiting.until(() -> threads() == 0, () -> "a thread is left");
  }

  @Test
  @Timeout(value = 2 * Waiting.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLookThatTakesLongHoldsUpNoSession() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch may = new CountDownLatch(1);
    Slow slow = new Slow(host);
    try (Transactions late = NamespaceWriter.open(slow, new StateFolder(folder), folder, guards)) {
      Watch stuck = new Watch(late, Duration.ofHours(1));
      Notices first = new Notices(stuck, told::add, _ -> false, true);
      Notices second = new Notices(stuck, told::add, _ -> false, true);
      stuck.start();
      slow.before =
          () -> {
            looking.countDown();
            may.await();
          };
      stuck.now();
      looking.await();
      stuck.now();
      first.atPrompt();
      first.close();
      second.close();
      may.countDown();
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("watch"))
        .count();
  }

  @Test
  void aHandThatKeepsNoLogIsToldByWhatItChanged() throws Exception {
    try (Notices notices = notices(true)) {
      notices.atPrompt();
      Network before = host.picture();
      LinkKey key = new LinkKey(before.linkNamed("eth1").orElseThrow());
      otherHand(key, before);
      watch.look();
      assertThat(told).singleElement().asString().startsWith("* eth1: ").contains("1400");
    }
  }

  /// An edit that is refused has read the settings that bear on it.
  @Test
  void aSettingThatIsReadForTheFirstTimeIsNoNews() throws Exception {
    try (Notices notices = notices(true)) {
      notices.atPrompt();
      SysctlKey key = new SysctlKey(0, "net/ipv4/conf/all/rp_filter");
      assertThat(host.picture().has(key)).isFalse();
      host.refresh(Footprint.of(new Footprint.OneSysctl(key)));
      assertThat(host.picture().has(key)).isTrue();
      watch.look();
      assertThat(told).isEmpty();
    }
  }

  private void otherHand(LinkKey key, Network before) throws Exception {
    Network after = withMtu(before, "eth1", 1400);
    for (Step step : Planner.plan(before, after, PlanOptions.EDIT).steps()) {
      host.apply(step);
    }
    host.refresh(Footprint.of(new Footprint.OneLink(key.index())));
  }

  @Test
  void anotherSessionsTimerIsToldWhenArmedAndWhenItFiredWithWhatCameBack() {
    try (Notices notices = notices(false)) {
      notices.atPrompt();
      Request request =
          new Request("bert", "console", "an edit", Footprint.NOTHING, () -> false, _ -> {});
      others.edit(request.confirmedWithin(Duration.ofSeconds(90)), n -> withMtu(n, "eth1", 1400));
      watch.look();
      assertThat(told)
          .singleElement()
          .asString()
          .startsWith("* confirm timer of bert is armed: taken back in 01:30");
      host.pass(8_000);
      watch.look();
      assertThat(told).hasSize(2).last().asString().contains("taken back in 00:10");
      host.pass(1_000);
      Waiting.until(() -> others.timer().isEmpty(), () -> "it does not fire");
      notices.busy();
      watch.look();
      assertThat(told).hasSize(2);
      notices.atPrompt();
      assertThat(told.subList(2, 4))
          .satisfiesExactly(
              line -> assertThat(line).contains("bert: not confirmed, taken back at"),
              line -> assertThat(line).isEqualTo("* back: 1: eth1: mtu 1400 → 1500"));
    }
  }

  /// In another process it would be one that is stopped, or waits for a kernel.
  @Test
  void aTimerThatIsDueAndWaitsForTheLockIsToldWithWhoHasIt() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Notices notices = notices(false)) {
      notices.atPrompt();
      Request request =
          new Request("bert", "console", "an edit", Footprint.NOTHING, () -> false, _ -> {});
      others.edit(request.confirmedWithin(Duration.ofSeconds(90)), n -> withMtu(n, "eth1", 1400));
      Thread holder =
          Thread.ofPlatform()
              .start(() ->
                  others.edit(
                      request,
                      n -> {
                        held.countDown();
                        await(goOn);
                        return n;
                      }));
      await(held);
      host.pass(9_000);
      watch.look();
      assertThat(told).noneMatch(line -> line.contains("is due"));
      host.pass(300);
      watch.look();
      watch.look();
      assertThat(told.stream().filter(line -> line.contains("is due")))
          .singleElement()
          .asString()
          .startsWith("* confirm timer of bert is due and has not fired: its guard waits for bert")
          .contains("an edit");
      goOn.countDown();
      holder.join();
    } finally {
      goOn.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFaultOfWhatIsDoneBesidesKeepsNoNewsBack() {
    Watch failing =
        new Watch(
            mine,
            () -> {
              throw new IllegalStateException("a fault");
            });
    try (Notices notices = new Notices(failing, told::add, mine::isOwn, true)) {
      notices.atPrompt();
      mtu(others, "bert", "eth1", 1400);
      failing.look();
      assertThat(told).containsExactly("* transaction 1 by bert: link set eth1 mtu 1400");
    }
  }

  @Test
  void whatWasOnlyReadForTheFirstTimeIsNoNews() throws IOException {
    try (Notices notices = notices(true)) {
      notices.atPrompt();
      Network before = host.drained();
      host.refresh(
          Footprint.of(
              new Footprint.OneSysctl(new SysctlKey(0, "net/ipv4/conf/default/accept_local"))));
      assertThat(host.drained()).isNotEqualTo(before);
      watch.look();
      assertThat(told).isEmpty();
    }
  }

  @Test
  void manyAreToldAsAFewAndTheRestAsOne() {
    try (Notices notices = notices(true)) {
      notices.atPrompt();
      for (int i = 0; i < 20; i++) {
        mtu(others, "bert", "eth1", 1400 + i);
      }
      watch.look();
      assertThat(told)
          .hasSize(6)
          .last()
          .asString()
          .isEqualTo("* and 15 more; log and show tell all");
      watch.look();
      assertThat(told).hasSize(6);
    }
  }
}
