package org.xnsh.host.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDatagramsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"file", "abstract"})
  void aDatagramArrivesWhole(String kind) throws IOException {
    String name =
        kind.equals("file")
            ? folder.resolve("socket").toString()
            : "@xnsh-test" + folder.hashCode();
    try (ReceivedDatagrams there = ReceivedDatagrams.at(name);
        LocalDatagrams here = LocalDatagrams.to(name)) {
      here.send("READY=1\nSTATUS=grün");
      here.send("two");
      assertThat(there.all()).containsExactly("READY=1\nSTATUS=grün", "two");
    }
  }

  @Test
  void whereNobodyListensThatIsSaid() {
    String name = folder.resolve("nobody").toString();
    assertThatThrownBy(() -> LocalDatagrams.to(name))
        .isInstanceOf(IOException.class)
        .hasMessage("reach " + name + ": no such file or entry");
    assertThatThrownBy(() -> LocalDatagrams.to("@" + "x".repeat(200)))
        .hasMessageContaining("is no name of a socket");
  }

  /// A receiver that does not read must not hold up the sender.
  @Test
  void aReceiverWithoutRoomIsNotWaitedFor() throws IOException {
    String name = folder.resolve("socket").toString();
    try (ReceivedDatagrams there = ReceivedDatagrams.at(name);
        LocalDatagrams here = LocalDatagrams.to(name)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  here.send("line " + i);
                }
              })
          .hasMessage("send to a local socket: not now");
      assertThat(there.all()).startsWith("line 0").hasSizeGreaterThan(5);
    }
  }
}
