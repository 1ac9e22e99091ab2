package org.xnsh.host.simulated;

import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// Up, down, carrier, and what they do to everything above a link: net/core/dev.c,
/// net/core/link_watch.c, and the notifiers of bridge, IPv4 and IPv6.
final class LinkState {

  private static final Attribute<Long> STATE = LinkAttributes.OPERATIONAL_STATE;

  private static final long UNKNOWN = 0;
  private static final long DOWN = 2;
  private static final long LOWER_LAYER_DOWN = 3;
  private static final long DORMANT = 5;
  private static final long UP = 6;

  private LinkState() {}

  static Network up(Network net, int link) {
    if (isUp(net, link)) {
      return net;
    }
    Network changed =
        net.with(
            new LinkKey(link),
            net.get(new LinkKey(link)).toBuilder()
                .put(LinkAttributes.UP, true)
                .put(LinkAttributes.QUEUEING, "noqueue")
                .build());
    changed = Address4Model.linkUp(changed, link);
    changed = Address6Model.linkUp(changed, link);
    return settled(changed, link);
  }

  static Network down(Network net, int link) {
    if (!isUp(net, link)) {
      return net;
    }
    Network changed = net.with(new LinkKey(link), LinkAttributes.UP, false);
    changed = RouteModel.linkDown(changed, link);
    changed = NexthopModel.linkDown(changed, link);
    changed = EntryModel.linkDown(changed, link);
    changed = Address6Model.linkDown(changed, link);
    return settled(changed, link);
  }

  /// Carrier of this link, its peer and their bridges, and what follows from it.
  static Network settled(Network net, int link) {
    Attributes now = net.get(new LinkKey(link));
    Network changed = net.has(new BridgeKey(link)) ? bridge(net, link) : carrierOf(net, link);
    int peer = LinkModel.peer(now);
    if (peer != 0 && changed.has(new LinkKey(peer))) {
      changed = carrierOf(changed, peer);
      changed = ofMaster(changed, peer);
    }
    return ofMaster(changed, link);
  }

  private static Network ofMaster(Network net, int link) {
    int master = (int) net.get(new LinkKey(link)).number(LinkAttributes.MASTER);
    return master == 0 ? net : bridge(net, master);
  }

  /// Port states of a bridge, and its own carrier, which it has while a port forwards.
  static Network bridge(Network net, int bridge) {
    return bridge(net, bridge, BridgeModel.forwards(net, bridge));
  }

  /// @param selected whether the bridge has looked at its ports for sure
  static Network bridge(Network net, int bridge, boolean selected) {
    return carrierOf(BridgeModel.portStates(net, bridge), bridge, selected);
  }

  private static Network carrierOf(Network net, int link) {
    return carrierOf(net, link, false);
  }

  /// An empty bridge keeps the carrier that it was made with until its first port joins and leaves
  /// (`br_port_state_selection`), and its state is unknown as long (`rfc2863_policy` never ran).
  private static Network carrierOf(Network net, int link, boolean selected) {
    LinkKey key = new LinkKey(link);
    Attributes now = net.get(key);
    boolean bridge = net.has(new BridgeKey(link));
    boolean had = now.isOn(LinkAttributes.CARRIER);
    boolean has =
        bridge ? carrierOfBridge(net, link, had && !selected) : hasCarrier(net, link, now);
    boolean never = bridge ? has && !BridgeModel.forwards(net, link) : isLoopback(now);
    long without = now.number(LinkAttributes.LOWER) == 0 ? DOWN : LOWER_LAYER_DOWN;
    long with = never ? UNKNOWN : had && isReady(now) ? now.number(STATE) : ready(now);
    long state = !isUp(net, link) ? DOWN : has ? with : without;
    Network changed =
        net.with(key, now.toBuilder().put(LinkAttributes.CARRIER, has).put(STATE, state).build());
    if (has != had) {
      changed = RouteModel.carrier(changed, link, has);
      changed = NexthopModel.carrier(changed, link, has);
      changed = has ? changed : EntryModel.carrierLost(changed, link);
    }
    return has && isUp(net, link) && (!had || bridge) && isOperational(changed, link)
        ? Address6Model.carrierUp(changed, link)
        : changed;
  }

  /// With carrier a link that waits for its user is dormant (`rfc2863_policy`); its mode is looked
  /// at when carrier comes, not when it is set.
  private static long ready(Attributes link) {
    return link.number(LinkAttributes.LINK_MODE) == 1 ? DORMANT : UP;
  }

  private static boolean isReady(Attributes link) {
    return link.number(STATE) == UP || link.number(STATE) == DORMANT;
  }

  /// `netif_oper_up`: a dormant link is ready neither for its bridge nor for IPv6
  /// (`addrconf_link_ready`).
  static boolean isOperational(Network net, int link) {
    long state = net.get(new LinkKey(link)).number(STATE);
    return state == UP || state == UNKNOWN;
  }

  private static boolean carrierOfBridge(Network net, int link, boolean had) {
    boolean untouched = had && !BridgeModel.wasSelected(net, link);
    return untouched || BridgeModel.forwards(net, link);
  }

  private static boolean hasCarrier(Network net, int link, Attributes now) {
    if (isLoopback(now)) {
      return true;
    }
    int peer = LinkModel.peer(now);
    return isUp(net, link) && (peer == 0 || isUp(net, peer));
  }

  private static boolean isLoopback(Attributes link) {
    return link.number(LinkAttributes.HARDWARE_TYPE) == 772;
  }

  static boolean isUp(Network net, int link) {
    return net.get(new LinkKey(link)).isOn(LinkAttributes.UP);
  }

  static boolean hasCarrier(Network net, int link) {
    return net.get(new LinkKey(link)).isOn(LinkAttributes.CARRIER);
  }
}
