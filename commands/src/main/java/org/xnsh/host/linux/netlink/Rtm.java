package org.xnsh.host.linux.netlink;

/// Message types (include/uapi/linux/rtnetlink.h) and address families (linux/socket.h).
final class Rtm {

  static final int NEWLINK = 16;
  static final int DELLINK = 17;
  static final int GETLINK = 18;
  static final int SETLINK = 19;
  static final int NEWADDR = 20;
  static final int DELADDR = 21;
  static final int GETADDR = 22;
  static final int NEWROUTE = 24;
  static final int DELROUTE = 25;
  static final int GETROUTE = 26;
  static final int NEWNEIGH = 28;
  static final int DELNEIGH = 29;
  static final int GETNEIGH = 30;
  static final int NEWRULE = 32;
  static final int DELRULE = 33;
  static final int GETRULE = 34;
  static final int NEWMDB = 84;
  static final int DELMDB = 85;
  static final int GETMDB = 86;
  static final int NEWNEXTHOP = 104;
  static final int DELNEXTHOP = 105;
  static final int GETNEXTHOP = 106;
  static final int NEWLINKPROP = 108;
  static final int DELLINKPROP = 109;

  static final int AF_UNSPEC = 0;
  static final int AF_INET = 2;
  static final int AF_BRIDGE = 7;
  static final int AF_INET6 = 10;

  private Rtm() {}
}
