package org.xnsh.host.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xnsh.network.KeyText;
import org.xnsh.network.ObjectKey;

/// The codec against messages of a real kernel (see `recorded/README` beside them), and against all
/// that can be wrong with bytes.
class RecordedBytesTest {

  private static final long BOOT_CLOCK = 1_000_000;

  private record Recorded(String hex, List<String> objects) {
    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }

  /// Lines of hexadecimal messages, each followed by the objects that it tells of.
  private static List<Recorded> recorded() throws IOException {
    List<Recorded> all = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    RecordedBytesTest.class.getResourceAsStream("recorded/messages.txt")),
                StandardCharsets.UTF_8))) {
      for (String line : reader.lines().toList()) {
        if (line.startsWith("> ")) {
          all.add(new Recorded(line.substring(2), new ArrayList<>()));
        } else {
          all.getLast().objects().add(line);
        }
      }
    }
    return all;
  }

  private static Message message(byte[] bytes) throws MalformedMessage {
    return Message.next(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
  }

  private static List<String> objects(byte[] bytes) throws MalformedMessage {
    Report report = new Decoder(BOOT_CLOCK).decode(message(bytes));
    return report.present().stream().map(e -> e.key().text() + ": " + e.attributes()).toList();
  }

  @Test
  void everyRecordedMessageTellsWhatItTold() throws Exception {
    List<Recorded> all = recorded();
    assertThat(all).hasSizeGreaterThan(30);
    for (Recorded one : all) {
      assertThat(objects(one.bytes())).isEqualTo(one.objects());
    }
  }

  @Test
  void theRecordingHoldsEveryKind() throws Exception {
    Stream<ObjectKey> keys =
        recorded().stream()
            .flatMap(r -> r.objects().stream())
            .map(o -> KeyText.parse(o.substring(0, o.indexOf(": "))));
    assertThat(keys.map(k -> k.kind().word()).distinct())
        .contains(
            "link",
            "bridge",
            "port",
            "address",
            "route",
            "nexthop",
            "rule",
            "neighbour",
            "fdb",
            "mdb");
  }

  @Test
  void aMessageCutAnywhereIsRefusedOrEndsEarly() throws Exception {
    for (Recorded one : recorded()) {
      byte[] whole = one.bytes();
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = java.util.Arrays.copyOf(whole, length);
        try {
          message(cut);
          fail("a message of %d bytes was read from %d", whole.length, length);
        } catch (MalformedMessage expected) {
          assertThat(expected).hasMessageContaining("bytes");
        }
        if (length >= 16) {
          ByteBuffer.wrap(cut).order(ByteOrder.nativeOrder()).putInt(0, length);
          decodesOrRefuses(cut);
        }
      }
    }
  }

  @Test
  void damagedBytesNeverDoMoreThanBeRefused() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Recorded> all = recorded();
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = all.get(random.nextInt(all.size())).bytes();
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        bytes[16 + random.nextInt(bytes.length - 16)] = (byte) random.nextInt();
      }
      try {
        decodesOrRefuses(bytes);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
      }
    }
  }

  private static void decodesOrRefuses(byte[] bytes) {
    try {
      assertThat(new Decoder(BOOT_CLOCK).decode(message(bytes))).isNotNull();
    } catch (MalformedMessage e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
