package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;

final class LinkEncoder {

  static final int IFLA_ADDRESS = 1;
  static final int IFLA_IFNAME = 3;
  static final int IFLA_LINKINFO = 18;
  static final int IFLA_NET_NS_FD = 28;
  static final int IFLA_INFO_KIND = 1;
  static final int IFLA_INFO_DATA = 2;
  private static final int VETH_INFO_PEER = 1;

  private LinkEncoder() {}

  static ByteBuffer veth(VethRequest request) {
    MessageWriter w =
        MessageWriter.change(Rtm.NEWLINK, MessageWriter.NLM_F_CREATE | MessageWriter.NLM_F_EXCL);
    end(w, request.near());
    int info = w.beginNested(IFLA_LINKINFO);
    w.putText(IFLA_INFO_KIND, "veth");
    int data = w.beginNested(IFLA_INFO_DATA);
    int peer = w.begin(VETH_INFO_PEER);
    end(w, request.far());
    return w.end(peer).end(data).end(info).message();
  }

  /// struct ifinfomsg and what must be in the creating request.
  private static void end(MessageWriter w, VethRequest.End end) {
    w.zeros(4).u32(end.index()).zeros(8).putText(IFLA_IFNAME, end.name().text());
    end.mac().ifPresent(mac -> w.putBytes(IFLA_ADDRESS, mac.bytes()));
    if (end.namespace() >= 0) {
      w.putU32(IFLA_NET_NS_FD, end.namespace());
    }
  }
}
