package org.xnsh.host.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.PortVlanAttributes;

/// RTM_NEWVLAN as br_vlan_fill_vids lays it out.
final class VlanCodecTest {

  private static final int PVID_UNTAGGED = 2 | 4;

  @Test
  void everyNumberOfARangeIsAnEntry() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(128).order(ByteOrder.nativeOrder());
    bytes.putInt(0).putShort((short) Rtm.NEWVLAN).putShort((short) 2).putInt(0).putInt(0);
    bytes.put((byte) Rtm.AF_BRIDGE).put((byte) 0).putShort((short) 0).putInt(7);
    entry(bytes, PVID_UNTAGGED, 1, 0);
    entry(bytes, 0, 10, 12);
    bytes.putInt(0, bytes.position()).flip();
    List<Entry> read = new Decoder(() -> 0).decode(Message.next(bytes)).present();
    assertThat(read)
        .extracting(Entry::key)
        .containsExactly(
            new PortVlanKey(7, 1),
            new PortVlanKey(7, 10),
            new PortVlanKey(7, 11),
            new PortVlanKey(7, 12));
    assertThat(read.getFirst().attributes().isOn(PortVlanAttributes.PVID)).isTrue();
    assertThat(read.getFirst().attributes().isOn(PortVlanAttributes.UNTAGGED)).isTrue();
    assertThat(read.getLast().attributes().isOn(PortVlanAttributes.UNTAGGED)).isFalse();
  }

  private static void entry(ByteBuffer bytes, int flags, int first, int last) {
    boolean range = last > 0;
    bytes.putShort((short) (range ? 20 : 12)).putShort((short) (0x8000 | 1));
    bytes.putShort((short) 8).putShort((short) 1).putShort((short) flags).putShort((short) first);
    if (range) {
      bytes.putShort((short) 6).putShort((short) 2).putShort((short) last).putShort((short) 0);
    }
  }
}
