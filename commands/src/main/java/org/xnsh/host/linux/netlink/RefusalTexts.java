package org.xnsh.host.linux.netlink;

import org.xnsh.change.Step;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Settle;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKind;

/// Words for refusals where the kernel has none: what was refused, why, and what helps.
final class RefusalTexts {

  private RefusalTexts() {}

  static String of(Step step, int errno) {
    return switch (errno) {
      case Errno.EPERM, Errno.EACCES ->
          "not permitted: changing the network needs CAP_NET_ADMIN in this namespace; run as root";
      case Errno.ENODEV -> "the link is gone: somebody else removed it";
      case Errno.ENOBUFS, Errno.ENOMEM ->
          isProxy(step)
              ? "the link has no IPv6 that could answer for another: its MTU is below 1280"
              : "the kernel has no memory left for this";
      default ->
          switch (step) {
            case Create s -> created(s, errno);
            case Delete s -> deleted(s, errno);
            case Step.Set s -> set(s, errno);
            case Settle _ -> "waiting failed: " + Errno.text(errno);
          };
    };
  }

  private static boolean isProxy(Step step) {
    return step instanceof Create create
        && create.key() instanceof NeighbourKey key
        && key.proxy()
        && key.address().family() == IpFamily.IPV6;
  }

  private static String created(Create step, int errno) {
    String what = step.key().kind().word();
    return switch (errno) {
      case Errno.EEXIST ->
          step.key().kind() == ObjectKind.LINK
              ? "a link with this name or number exists already; choose another name"
              : "this " + what + " exists already";
      case Errno.ERANGE -> "the name is too long or a value is out of range for a new " + what;
      case Errno.EOPNOTSUPP -> "this kernel cannot make such a " + what;
      case Errno.ENETUNREACH, Errno.EHOSTUNREACH ->
          "the gateway cannot be reached: no connected route leads to it; add an address in its"
              + " network first, or say onlink";
      case Errno.ENETDOWN -> "the link is down; take it up first";
      case Errno.EINVAL -> "the kernel does not accept this " + what + " as it is";
      default -> "the kernel did not make this " + what + ": " + Errno.text(errno);
    };
  }

  private static String deleted(Delete step, int errno) {
    String what = step.key().kind().word();
    return switch (errno) {
      case Errno.ESRCH, Errno.ENOENT, Errno.EADDRNOTAVAIL, Errno.ENXIO ->
          "there is no such " + what + " any more";
      case Errno.EOPNOTSUPP ->
          "this " + what + " cannot be removed: it belongs to hardware or to a driver";
      case Errno.EBUSY -> "this " + what + " is in use";
      default -> "the kernel did not remove this " + what + ": " + Errno.text(errno);
    };
  }

  private static String set(Step.Set step, int errno) {
    String name = step.attribute().name();
    if (step.attribute().equals(LinkAttributes.MASTER)) {
      return master(errno);
    }
    return switch (errno) {
      case Errno.EEXIST -> "another link has this name already";
      case Errno.EBUSY ->
          step.attribute().equals(LinkAttributes.NAME)
              ? "the link is up: kernels before 6.2 rename only links that are down; take it down"
                  + " first"
              : name + " cannot be changed while the link is in use";
      case Errno.ERANGE -> "this value of " + name + " is out of range";
      case Errno.EINVAL -> "the kernel does not accept this value of " + name;
      case Errno.EOPNOTSUPP -> "this link does not support setting " + name;
      case Errno.EADDRNOTAVAIL -> "this cannot be a link's own address";
      default -> "the kernel did not set " + name + ": " + Errno.text(errno);
    };
  }

  private static String master(int errno) {
    return switch (errno) {
      case Errno.EXFULL -> "the bridge is full: it has 1023 ports, the most that a bridge can have";
      case Errno.ELOOP -> "a bridge cannot be a port of a bridge";
      case Errno.EINVAL -> "this link cannot be a port: it is not Ethernet, or it is lo";
      case Errno.EOPNOTSUPP ->
          "this link takes no ports, or the link cannot be a port (IFF_DONT_BRIDGE)";
      case Errno.EBUSY -> "the link is in use by something that does not share it";
      default -> "the kernel did not change the master: " + Errno.text(errno);
    };
  }
}
