package org.xnsh.host.linux.netlink;

final class RuleCodec {

  private RuleCodec() {}

  static Report decode(Message message) throws MalformedMessage {
    message.require(0);
    return Report.NOTHING;
  }
}
