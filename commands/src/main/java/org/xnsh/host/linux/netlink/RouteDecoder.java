package org.xnsh.host.linux.netlink;

final class RouteDecoder {

  private RouteDecoder() {}

  static Report decode(Message message) throws MalformedMessage {
    message.require(0);
    return Report.NOTHING;
  }
}
