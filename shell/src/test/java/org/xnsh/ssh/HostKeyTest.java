package org.xnsh.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;

/// The key of the server, on the disk.
class HostKeyTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("state").resolve("key");
  }

  private void refused(String why) throws IOException {
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(() -> HostKey.at(file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(file().toString());
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void itIsMadeOnceAndReadableForItsOwnerAlone() throws IOException {
    String first = KeyUtils.getFingerPrint(HostKey.at(file()).getPublic());
    assertThat(KeyUtils.getFingerPrint(HostKey.at(file()).getPublic())).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("state").toFile().list()).containsExactly("key");
    Peers.require("ssh-keygen");
    assertThat(Ran.run(List.of("ssh-keygen", "-l", "-f", file().toString())).ok())
        .contains(first, "ED25519");
  }

  @Test
  void whatIsThereIsNeverReplaced() throws IOException {
    HostKey.at(file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    refused("is open to others");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file(), "nonsense\n");
    refused("");
    Files.writeString(file(), "");
    refused("");
  }

  @Test
  void anotherKindOfKeyAndALockedOneAreRefused() throws IOException {
    Peers.require("ssh-keygen");
    Files.createDirectories(file().getParent());
    Ran.run(List.of("ssh-keygen", "-q", "-t", "rsa", "-N", "", "-f", file().toString())).ok();
    refused("is not one ed25519 key");
    Files.delete(file());
    Ran.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", file() + "")).ok();
    refused("cannot be read");
  }
}
