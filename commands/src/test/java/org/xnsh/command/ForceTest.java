package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.testing.Session;
import org.xnsh.transaction.log.Entry;

/// `force` before a command, where a safety check says no.
class ForceTest {

  private static final int UPPER = 90;

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private Session session;

  @BeforeEach
  void open() throws IOException {
    session = Session.on(host, folder);
    session.type("brctl addbr old").ok();
    host.outside(ForceTest::withUpper);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static Network withUpper(Network network) {
    Attributes upper =
        Attributes.builder(ObjectKind.LINK)
            .put(LinkAttributes.NAME, new LinkName("mv0"))
            .put(LinkAttributes.KIND, "macvlan")
            .put(LinkAttributes.LOWER, (long) network.linkNamed("old").orElseThrow())
            .build();
    return network.with(new LinkKey(UPPER), upper);
  }

  private Entry newest() {
    return session.transactions().entries().getFirst();
  }

  @Test
  void aLinkThatNobodyCouldMakeAgainIsNotTakenAlong() {
    Session.Said said = session.type("brctl delbr old");
    assertThat(said.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err()).contains("mv0 lies on old", "macvlan").contains("force");
    assertThat(host.drained().linkNamed("old")).isPresent();
    assertThat(host.drained().linkNamed("mv0")).isPresent();
    assertThat(newest().command()).isNotEqualTo("brctl delbr old");
  }

  @Test
  void forceTakesItAlongAndTheLogTells() {
    session.type("force brctl delbr old").ok();
    assertThat(host.drained().linkNamed("old")).isEmpty();
    assertThat(newest().forced()).isTrue();
    assertThat(newest().command()).isEqualTo("brctl delbr old");
    assertThat(session.type("log").ok().lines().toList().get(1)).contains(" UF ");
    assertThat(session.type("log show " + newest().number()).ok()).contains("forced");
    assertThat(session.type("log show 1").ok()).doesNotContain("forced");
  }

  @Test
  void queueingThatSomebodySetUpIsRefusedAndForced() {
    host.outside(n -> {
      LinkKey old = new LinkKey(n.linkNamed("old").orElseThrow());
      return n.withoutLink(UPPER).with(old, LinkAttributes.QUEUEING, "tbf");
    });
    assertThat(session.type("brctl delbr old").err()).contains("tbf queueing of old");
    session.type("force brctl delbr old").ok();
    assertThat(host.drained().linkNamed("old")).isEmpty();
  }

  @Test
  void ofStagedEditsTheCommitIsForced() {
    session.type("begin").ok();
    Session.Said staged = session.type("force link delete old");
    assertThat(staged.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(staged.err()).contains("force commit");
    session.type("brctl delbr old").ok();
    assertThat(session.type("commit").exit()).isEqualTo(ExitCode.REFUSED);
    session.type("force commit out with it").ok();
    assertThat(session.transactions().entries().getFirst().forced()).isTrue();
    assertThat(session.transactions().entries().getFirst().comment()).isEqualTo("out with it");
  }

  @Test
  void onlyAnAdministratorForces() {
    assertThat(session.as(Role.OPERATOR).type("force brctl delbr old").exit())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(host.drained().linkNamed("old")).isPresent();
  }

  @Test
  void whatIsForcedIsStillCheckedAsALine() {
    assertThat(session.type("force brctl delbr").exit()).isNotEqualTo(ExitCode.DONE);
    assertThat(session.type("force nonsense").err()).contains("nonsense");
    assertThat(session.type("force").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theCommentOfACommitIsAFieldOfItsOwn() {
    session.type("begin because of the rack; brctl addbr x; commit").ok();
    session.type("begin; brctl addbr y; commit quickly").ok();
    assertThat(session.type("log").ok())
        .contains("Comment", "because of the rack", "quickly")
        .doesNotContain("#");
    assertThat(session.type("log show " + newest().number()).ok())
        .containsPattern("comment +quickly");
  }
}
