package org.xnsh.host.linux.netlink;

final class AddressCodec {

  private AddressCodec() {}

  static Report decode(Message message, long bootClock) throws MalformedMessage {
    message.require(0);
    return Report.NOTHING;
  }
}
