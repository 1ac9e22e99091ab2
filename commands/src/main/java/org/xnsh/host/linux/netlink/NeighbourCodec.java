package org.xnsh.host.linux.netlink;

final class NeighbourCodec {

  private NeighbourCodec() {}

  static Report decode(Message message) throws MalformedMessage {
    message.require(0);
    return Report.NOTHING;
  }
}
