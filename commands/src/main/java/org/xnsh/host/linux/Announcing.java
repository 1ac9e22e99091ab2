package org.xnsh.host.linux;

import java.io.IOException;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Announcement;
import org.xnsh.host.linux.netlink.Frames;
import org.xnsh.host.linux.netlink.PacketSocket;
import org.xnsh.network.Attributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKind;

/// Tells the wire where somebody is now.
///
/// A frame that this host sends by a bridge teaches that bridge nothing (`br_dev_xmit` learns no
/// source), and one that it sends by a vif goes to the guest. So the bridge itself is told with a
/// neighbour request whose NTF_USE has the effect of a frame that came in by the port; the entry
/// ages as a learned one.
final class Announcing {

  private static final long NUD_REACHABLE = 2;
  private static final long NTF_USE = 1;

  private Announcing() {}

  static void announce(Announcement what, Application application) throws IOException {
    switch (what) {
      case Announcement.Here here ->
          PacketSocket.send(
              here.link(),
              here.address().family() == IpFamily.IPV4
                  ? Frames.gratuitousArp(here.mac(), here.address())
                  : Frames.advertisement(here.mac(), here.address()));
      case Announcement.Behind behind -> {
        Attributes learned =
            Attributes.builder(ObjectKind.FDB)
                .put(FdbAttributes.STATE, NUD_REACHABLE)
                .put(FdbAttributes.FLAGS, NTF_USE)
                .build();
        try {
          application.apply(
              new Step.Create(new FdbKey(behind.port(), behind.mac(), 0, false), learned));
        } catch (Refusal e) {
          throw new IOException(e.getMessage(), e);
        }
        PacketSocket.send(behind.bridge(), Frames.reverseArp(behind.mac()));
      }
    }
  }
}
