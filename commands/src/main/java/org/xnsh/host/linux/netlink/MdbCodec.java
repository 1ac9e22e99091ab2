package org.xnsh.host.linux.netlink;

final class MdbCodec {

  private MdbCodec() {}

  static Report decode(Message message) throws MalformedMessage {
    message.require(0);
    return Report.NOTHING;
  }
}
