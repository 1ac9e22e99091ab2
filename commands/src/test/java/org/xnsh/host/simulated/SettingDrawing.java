package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RuleAttributes;
import org.xnsh.network.SysctlAttributes;

/// Steps about rules and kernel settings.
final class SettingDrawing {

  static final List<String> WHOLE = List.of("net/ipv4/ip_forward", "net/ipv6/conf/all/forwarding");

  static final List<String> OF_A_LINK =
      List.of(
          "net/ipv4/conf/*/proxy_arp",
          "net/ipv4/conf/*/rp_filter",
          "net/ipv4/conf/*/arp_ignore",
          "net/ipv4/conf/*/arp_announce",
          "net/ipv4/conf/*/promote_secondaries",
          "net/ipv4/conf/*/forwarding",
          "net/ipv6/conf/*/accept_ra",
          "net/ipv6/conf/*/disable_ipv6",
          "net/ipv6/conf/*/keep_addr_on_down",
          "net/ipv6/conf/*/forwarding",
          "net/ipv6/conf/*/proxy_ndp");

  private static final Choices RULE_4 =
      new Choices(ObjectKind.RULE)
          .of(RuleAttributes.SOURCE, Prefix.parse("10.0.0.0/24"), Prefix.parse("10.0.0.7/32"))
          .of(RuleAttributes.DESTINATION, Prefix.parse("172.16.0.0/16"))
          .of(RuleAttributes.TOS, 4L);

  private static final Choices RULE_6 =
      new Choices(ObjectKind.RULE)
          .of(RuleAttributes.SOURCE, Prefix.parse("2001:db8::/64"))
          .of(RuleAttributes.DESTINATION, Prefix.parse("2001:db8:1::/64"));

  private static final Choices RULE =
      new Choices(ObjectKind.RULE)
          .of(RuleAttributes.INPUT_LINK, "va", "absent")
          .of(RuleAttributes.OUTPUT_LINK, "vc")
          .of(RuleAttributes.MARK, 7L)
          .of(RuleAttributes.FLAGS, 2L)
          .of(RuleAttributes.RAW, RawOptions.NONE.with(22, new byte[] {6}));

  private static final Choices CHANGED =
      new Choices(ObjectKind.RULE)
          .of(RuleAttributes.LOOKUP, 100L, 1000L)
          .of(RuleAttributes.PROTOCOL, 3L, 4L);

  private SettingDrawing() {}

  static Optional<Step> rule(Dice dice, Network net) {
    List<RuleKey> own =
        net.keys().stream()
            .filter(k -> k instanceof RuleKey r && r.priority() > 0 && r.priority() < 32766)
            .map(RuleKey.class::cast)
            .sorted((a, b) -> a.text().compareTo(b.text()))
            .toList();
    if (dice.in(3)) {
      return dice.maybe(own).map(k -> new Step.Delete(k, net.get(k)));
    }
    if (dice.in(6)) {
      return dice.maybe(own.stream().filter(k -> isAlone(net, k)).toList())
          .map(k -> CHANGED.set(dice, k));
    }
    IpFamily family = dice.one(IpFamily.values());
    Attributes rule =
        Attributes.builder(ObjectKind.RULE)
            .put(RuleAttributes.PROTOCOL, dice.one(0L, 3L, 4L))
            .build();
    long action = dice.in(6) ? dice.one(3L, 6L, 7L, 8L) : 1L;
    rule = rule.with(RuleAttributes.ACTION, action);
    if (action == 1) {
      rule = rule.with(RuleAttributes.LOOKUP, dice.one(100L, 254L, 1000L));
    }
    rule = RULE.with(dice, (family == IpFamily.IPV4 ? RULE_4 : RULE_6).with(dice, rule, 4), 8);
    if (rule.get(RuleAttributes.MARK).isPresent()) {
      rule = rule.with(RuleAttributes.MARK_MASK, dice.one(0xffff_ffffL, 0xffL));
    }
    return Optional.of(new Step.Create(new RuleKey(family, 100 + dice.below(40), 0), rule));
  }

  private static boolean isAlone(Network net, RuleKey key) {
    return key.twin() == 0 && !net.has(new RuleKey(key.family(), key.priority(), 1));
  }

  static Optional<Step> ofTheHost(Dice dice, Network net) {
    return Optional.of(value(new SysctlKey(0, dice.one(WHOLE)), dice.one("0", "1")));
  }

  static Optional<Step> ofALink(Dice dice, Network net) {
    return dice.maybe(LinkDrawing.links(net))
        .map(l -> value(new SysctlKey(l, dice.one(OF_A_LINK)), dice.one("0", "1", "1", "x")));
  }

  private static Step value(SysctlKey key, String value) {
    return Step.Set.of(key, SysctlAttributes.VALUE, value);
  }
}
