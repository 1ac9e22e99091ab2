package org.xnsh.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  @Test
  void isOfOneMomentThoughOthersChangeThingsWhileItAsks() {
    try (TestNamespace namespace = TestNamespace.create()) {
      namespace.sh("for i in $(seq 40); do ip link add v$i type veth peer name w$i; done");
      CompletableFuture<String> others =
          CompletableFuture.supplyAsync(
              () ->
                  namespace.sh(
                      "for i in $(seq 60); do ip link add x type bridge; ip link del x; done"),
              Ran::apart);
      while (!others.isDone()) {
        assertThat(Snapshot.of(namespace).get("ip -d -j link")).contains("\"w40\"");
      }
      others.join();
    }
  }
}
