package org.xnsh.host.simulated;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step.Create;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// New links: `rtnl_newlink`, `register_netdevice`, `br_dev_newlink`, `veth_newlink`.
final class LinkCreation {

  private LinkCreation() {}

  record Made(Network network, LinkKey link) {}

  /// @param numbered gives the ifindex for one that was asked for, or for a placeholder
  static Made create(Network net, Create step, IntUnaryOperator numbered) throws Refusal {
    boolean lone =
        step.attributes().text(LinkAttributes.KIND).equals("veth") && step.peer().isEmpty();
    if (lone) {
      throw Errors.of(Errno.EOPNOTSUPP, "a veth needs its other end");
    }
    // with a number the name is looked at later, when the kind is known
    boolean numberless = ((LinkKey) step.key()).index() <= 0;
    if (isTaken(net, step) || numberless && net.linkNamed(name(step).text()).isPresent()) {
      throw Errors.of(step.key(), Errno.EEXIST);
    }
    return switch (step.attributes().text(LinkAttributes.KIND)) {
      case "bridge" -> bridge(net, step, numbered);
      case "veth" -> veth(net, step, numbered);
      default -> throw Errors.of(Errno.EOPNOTSUPP, "Unknown device type");
    };
  }

  private static Made bridge(Network net, Create step, IntUnaryOperator numbered) throws Refusal {
    check(net, step);
    LinkKey key = key(step, numbered);
    Optional<MacAddress> mac = step.attributes().get(LinkAttributes.MAC).filter(m -> !isZero(m));
    Attributes link =
        Defaults.bridgeLink(name(step), mac.orElse(Defaults.mac(key.index())), mac.isPresent());
    Network made = net.with(key, link).with(new BridgeKey(key.index()), Defaults.bridge());
    return new Made(BridgeModel.identified(made, key.index()), key);
  }

  /// The far end is registered first, so that it gets the lower ifindex.
  private static Made veth(Network net, Create step, IntUnaryOperator numbered) throws Refusal {
    Create peer = step.peer().orElse(step);
    check(net, step);
    check(net, peer);
    if (isTaken(net, peer)) {
      throw Errors.of(peer.key(), Errno.EBUSY);
    }
    LinkKey far = key(peer, numbered);
    if (name(step).equals(name(peer))) {
      throw Errors.of(step.key(), Errno.EEXIST); // found out when the far end has its number
    }
    LinkKey near = key(step, numbered);
    Network made = net.with(far, end(peer, far, near)).with(near, end(step, near, far));
    return new Made(made, near);
  }

  private static Attributes end(Create step, LinkKey key, LinkKey other) throws Refusal {
    Optional<MacAddress> mac = step.attributes().get(LinkAttributes.MAC).filter(m -> !isZero(m));
    return Defaults.link(name(step), "veth", mac.orElse(Defaults.mac(key.index())))
        .with(LinkAttributes.LOWER, (long) other.index());
  }

  private static boolean isTaken(Network net, Create step) {
    return ((LinkKey) step.key()).index() > 0 && net.has(step.key());
  }

  private static void check(Network net, Create step) throws Refusal {
    if (net.linkNamed(name(step).text()).isPresent()) {
      throw Errors.of(step.key(), Errno.EEXIST);
    }
    Optional<MacAddress> mac = step.attributes().get(LinkAttributes.MAC);
    if (mac.isPresent() && !isZero(mac.get()) && !LinkModel.isUsable(mac.get())) {
      throw Errors.of(step.key(), Errno.EADDRNOTAVAIL);
    }
  }

  /// The request leaves a zero address out: the kernel draws one.
  private static boolean isZero(MacAddress mac) {
    return mac.equals(MacAddress.ZERO);
  }

  private static LinkName name(Create step) throws Refusal {
    return step.attributes()
        .get(LinkAttributes.NAME)
        .orElseThrow(() -> Errors.of(step.key(), Errno.EINVAL));
  }

  private static LinkKey key(Create step, IntUnaryOperator numbered) {
    return new LinkKey(numbered.applyAsInt(((LinkKey) step.key()).index()));
  }
}
