package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.change.Step;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.SysctlAttributes;

/// What sequences begin with: two bridges and two pairs of links, some of them ports, most of them
/// up. Made by steps, like all that comes after.
final class World {

  static final List<String> SETTINGS =
      List.of(
          "net/ipv6/conf/all/disable_ipv6",
          "net/ipv6/conf/default/disable_ipv6",
          "net/ipv6/conf/all/accept_dad",
          "net/ipv6/conf/default/accept_dad",
          "net/ipv4/conf/all/promote_secondaries");

  private final List<Step> steps = new ArrayList<>();

  private World() {}

  static List<Step> of(Theme theme, Dice dice) {
    World world = new World();
    String off = theme.version6() ? "0" : "1";
    world.setting("net/ipv6/conf/default/disable_ipv6", off);
    world.setting("net/ipv6/conf/all/disable_ipv6", off);
    // addresses are used at once: detection takes a second or two
    world.setting("net/ipv6/conf/default/accept_dad", "0");
    world.setting("net/ipv6/conf/all/accept_dad", "0");
    world.setting("net/ipv4/conf/all/promote_secondaries", dice.in(3) ? "1" : "0");
    world.links(dice);
    return world.steps;
  }

  private void setting(String path, String value) {
    steps.add(Step.Set.of(new SysctlKey(0, path), SysctlAttributes.VALUE, value));
  }

  private void links(Dice dice) {
    up(1);
    pair(11, "va", 12, "vb");
    pair(13, "vc", 14, "vd");
    bridge(21, "br0", dice.in(2));
    bridge(22, "br1", dice.in(2));
    steps.add(Step.Set.of(new LinkKey(11), LinkAttributes.MASTER, 21L));
    if (!dice.in(3)) {
      steps.add(Step.Set.of(new LinkKey(13), LinkAttributes.MASTER, 22L));
    }
    List.of(11, 12, 13, 14, 21).forEach(this::up);
  }

  private void up(int link) {
    steps.add(Step.Set.of(new LinkKey(link), LinkAttributes.UP, true));
  }

  private void bridge(int index, String name, boolean pinned) {
    Attributes.Builder link =
        Attributes.builder(ObjectKind.LINK)
            .put(LinkAttributes.NAME, new LinkName(name))
            .put(LinkAttributes.KIND, "bridge");
    if (pinned) {
      link.put(LinkAttributes.MAC, new MacAddress(0x0200_0000_0300L | index));
    }
    steps.add(new Step.Create(new LinkKey(index), link.build()));
  }

  private void pair(int index, String name, int far, String farName) {
    steps.add(
        new Step.Create(new LinkKey(index), end(name, index))
            .with(new LinkKey(far), end(farName, far)));
  }

  private static Attributes end(String name, int index) {
    return Attributes.builder(ObjectKind.LINK)
        .put(LinkAttributes.NAME, new LinkName(name))
        .put(LinkAttributes.KIND, "veth")
        .put(LinkAttributes.MAC, new MacAddress(0x0200_0000_0100L | index))
        .build();
  }
}
