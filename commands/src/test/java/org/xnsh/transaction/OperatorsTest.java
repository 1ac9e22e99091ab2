package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.path.Access;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.StateFolder;

/// Several operators on one network, each with a writer of their own, as in processes of their own.
class OperatorsTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final LinkKey eth0 = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());
  private final LinkKey eth1 = new LinkKey(host.picture().linkNamed("eth1").orElseThrow());
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final CountDownLatch inTheMidst = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicBoolean stopped = new AtomicBoolean();

  private Transactions open(Host of, String state) {
    return NamespaceWriter.open(of, new StateFolder(folder.resolve(state)), folder.resolve("run"));
  }

  private Request request(String operator, String command) {
    return new Request(operator, "test", command, Footprint.NOTHING, stopped::get, notices::add);
  }

  private static Edit mtu(LinkKey link, long mtu) {
    return n -> n.with(link, LinkAttributes.MTU, mtu);
  }

  /// An edit that takes until [#goOn].
  private CompletableFuture<Outcome> slow(String state) throws InterruptedException {
    Host slow =
        new CrashingHost(
            host,
            0,
            () -> {
              inTheMidst.countDown();
              await(goOn);
            });
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(() ->
            open(slow, state)
                .edit(
                    new Request(
                        "anna",
                        "test",
                        "link set eth0 mtu 1400",
                        Footprint.NOTHING,
                        () -> false,
                        line -> {}),
                    mtu(eth0, 1400)));
    assertThat(inTheMidst.await(Waiting.SECONDS, TimeUnit.SECONDS)).isTrue();
    return outcome;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Waiting.SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneWaitsForTheOtherWhateverTheirStateFolders() throws Exception {
    CompletableFuture<Outcome> first = slow("state");
    Transactions other = open(host, "another");
    CompletableFuture<Outcome> second =
        CompletableFuture.supplyAsync(
            () -> other.edit(request("bert", "link set eth1 mtu 1300"), mtu(eth1, 1300)));
    assertThat(notices.poll(Waiting.SECONDS, TimeUnit.SECONDS))
        .startsWith("waiting for anna: link set eth0 mtu 1400, since ");
    assertThat(second).isNotDone();
    goOn.countDown();
    assertThat(first.get(Waiting.SECONDS, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    assertThat(second.get(Waiting.SECONDS, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    Network now = host.drained();
    assertThat(now.get(eth0).number(LinkAttributes.MTU)).isEqualTo(1400);
    assertThat(now.get(eth1).number(LinkAttributes.MTU)).isEqualTo(1300);
  }

  @Test
  void ctrlCEndsTheWaitAndNothingWasChanged() throws Exception {
    CompletableFuture<Outcome> first = slow("state");
    Transactions other = open(host, "state");
    CompletableFuture<Outcome> second =
        CompletableFuture.supplyAsync(
            () -> other.edit(request("bert", "link set eth1 mtu 1300"), mtu(eth1, 1300)));
    assertThat(notices.poll(Waiting.SECONDS, TimeUnit.SECONDS)).startsWith("waiting for anna");
    stopped.set(true);
    assertThat(second.get(Waiting.SECONDS, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> assertThat(r.why().reason()).isEqualTo(EditRefused.Reason.STOPPED));
    goOn.countDown();
    first.get(Waiting.SECONDS, TimeUnit.SECONDS);
    assertThat(host.drained().get(eth1).number(LinkAttributes.MTU)).isEqualTo(1500);
    assertThat(other.entries()).hasSize(1);
  }

  /// An edit of eth0 that goes on until it may, and is in the midst of it when this returns.
  private CompletableFuture<Outcome> inTheMidst(Transactions writer, Request request) {
    CompletableFuture<Outcome> edit =
        CompletableFuture.supplyAsync(() ->
            writer.edit(
                request,
                before -> {
                  inTheMidst.countDown();
                  await(goOn);
                  return mtu(eth0, 1400).of(before);
                }));
    await(inTheMidst);
    return edit;
  }

  /// A number that is still to come passes each question that is asked before.
  @Test
  void whoMayUndoTheirOwnOnlyDoesNotGetAnothersThatCameWhileTheyWaited() throws Exception {
    Transactions writer = open(host, "state");
    CompletableFuture<Outcome> first = inTheMidst(writer, request("anna", "a long edit"));
    assertThat(writer.entry(1)).isEmpty();
    CompletableFuture<Outcome> second =
        CompletableFuture.supplyAsync(
            () -> writer.undo(request("carl", "undo 1"), Undoing.ownNumbered(List.of(1L))));
    assertThat(notices.poll(Waiting.SECONDS, TimeUnit.SECONDS)).startsWith("waiting for anna");
    goOn.countDown();
    first.get(Waiting.SECONDS, TimeUnit.SECONDS);
    assertThat(second.get(Waiting.SECONDS, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> assertThat(r.why().reason()).isEqualTo(EditRefused.Reason.REFUSED));
    assertThat(host.drained().get(eth0).number(LinkAttributes.MTU)).isEqualTo(1400);
    assertThat(writer.undo(request("anna", "undo 1"), Undoing.ownNumbered(List.of(1L))))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void whoWaitsInTheSameProcessIsToldForWhomAndCtrlCEndsThatWaitToo() throws Exception {
    Transactions writer = open(host, "state");
    Request annas =
        new Request("anna", "test", "a long edit", Footprint.NOTHING, () -> false, line -> {});
    CompletableFuture<Outcome> first = inTheMidst(writer, annas);
    CompletableFuture<Outcome> second =
        CompletableFuture.supplyAsync(
            () -> writer.edit(request("bert", "link set eth1 mtu 1300"), mtu(eth1, 1300)));
    assertThat(notices.poll(Waiting.SECONDS, TimeUnit.SECONDS))
        .startsWith("waiting for anna: a long edit");
    stopped.set(true);
    assertThat(second.get(Waiting.SECONDS, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> {
              assertThat(r.why().reason()).isEqualTo(EditRefused.Reason.STOPPED);
              assertThat(r.why()).hasMessageContaining("it waited for anna: a long edit");
            });
    assertThat(first).isNotDone();
    goOn.countDown();
    assertThat(first.get(Waiting.SECONDS, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    assertThat(writer.entries()).hasSize(1);
    assertThat(host.drained().get(eth1).number(LinkAttributes.MTU)).isEqualTo(1500);
  }

  /// It reads what an edit may be about to change.
  @Test
  void whoAsksForTheDriftWaitsAsForAnEdit() throws Exception {
    Transactions writer = open(host, "state");
    CompletableFuture<Outcome> first = inTheMidst(writer, request("anna", "a long edit"));
    CompletableFuture<String> second =
        CompletableFuture.supplyAsync(() -> {
          try {
            return writer.drift(request("bert", "drift")).rows().toString();
          } catch (EditRefused e) {
            return e.reason() + " " + e.getMessage();
          }
        });
    assertThat(notices.poll(Waiting.SECONDS, TimeUnit.SECONDS))
        .startsWith("waiting for anna: a long edit");
    stopped.set(true);
    assertThat(second.get(Waiting.SECONDS, TimeUnit.SECONDS))
        .startsWith("STOPPED")
        .contains("it waited for anna: a long edit");
    stopped.set(false);
    goOn.countDown();
    assertThat(first.get(Waiting.SECONDS, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    assertThat(writer.drift(request("bert", "drift")).rows()).isEmpty();
  }

  @Test
  void whatIsDoneWhileADraftIsBegunIsNamedWithWhoDidIt() throws Exception {
    Transactions writer = open(host, "state");
    OpenDraft draft =
        new OpenDraft(
            new Passing(writer) {
              @Override
              public Network picture() {
                Network before = super.picture();
                writer.edit(request("bert", "link set eth0 mtu 1400"), mtu(eth0, 1400));
                return before;
              }
            });
    draft.begin("");
    draft.stage(request("anna", "link set eth0 mtu 1300"), mtu(eth0, 1300), Access.NONE);
    assertThat(draft.commit(request("anna", "commit"), ""))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.why()).hasMessageContaining("bert"));
  }

  @Test
  void whoAsksFirstWithinAProcessIsFirst() throws Exception {
    CompletableFuture<Outcome> first = slow("state");
    Transactions writer = open(host, "state");
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      String command = "edit " + i;
      long mtu = 1300L + i;
      Thread thread =
          Thread.ofPlatform().start(() -> writer.edit(request("bert", command), mtu(eth1, mtu)));
      threads.add(thread);
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    goOn.countDown();
    first.get(Waiting.SECONDS, TimeUnit.SECONDS);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(writer.entries().reversed().stream().skip(1).map(Entry::command))
        .containsExactly("edit 1", "edit 2", "edit 3", "edit 4", "edit 5");
  }

  private Staging staged(Transactions writer, String command, Edit... edits) throws EditRefused {
    Staging staging = new Staging(writer);
    staging.begin("");
    for (Edit edit : edits) {
      assertThat(staging.edit(request("x", command), edit)).isInstanceOf(Outcome.Staged.class);
    }
    return staging;
  }

  @Test
  void theSecondOfTwoDraftsGoesOnTopWhereTheyDoNotMeet() throws Exception {
    Staging anna = staged(open(host, "state"), "line", mtu(eth0, 1400));
    Staging bert = staged(open(host, "state"), "line", mtu(eth1, 1300));
    assertThat(anna.commit(request("anna", "commit"), "")).isInstanceOf(Outcome.Done.class);
    assertThat(bert.commit(request("bert", "commit"), "")).isInstanceOf(Outcome.Done.class);
    assertThat(host.drained().get(eth0).number(LinkAttributes.MTU)).isEqualTo(1400);
    assertThat(host.drained().get(eth1).number(LinkAttributes.MTU)).isEqualTo(1300);
    assertThat(bert.entries().stream().map(Entry::operator)).containsExactly("bert", "anna");
  }

  @Test
  void theSecondOfTwoDraftsThatMeetIsAConflictThatNamesTheLinkAndStaysOpen() throws Exception {
    Staging anna = staged(open(host, "state"), "line", mtu(eth0, 1400));
    Staging bert = staged(open(host, "state"), "line", mtu(eth0, 1300), mtu(eth1, 1300));
    assertThat(anna.commit(request("anna", "commit"), "")).isInstanceOf(Outcome.Done.class);
    assertThat(bert.commit(request("bert", "commit"), ""))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> {
              assertThat(r.why().reason()).isEqualTo(EditRefused.Reason.CONFLICT);
              assertThat(r.why().getMessage() + r.details())
                  .contains("eth0")
                  .doesNotContain("eth1");
            });
    assertThat(host.drained().get(eth1).number(LinkAttributes.MTU)).isEqualTo(1500);
    assertThat(bert.isOpen()).isTrue();
    assertThat(bert.entries()).hasSize(1);
  }
}
