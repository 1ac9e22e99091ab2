package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;

/// Steps about addresses. Lifetimes are years, so that none ends while one looks.
final class AddressDrawing {

  /// Seconds of the boot clock.
  private static final long SOON = 500_000_000L;

  private static final long LATE = 600_000_000L;

  private static final Choices OF_4 =
      new Choices(ObjectKind.ADDRESS)
          .of(AddressAttributes.SCOPE, 0L, 253L, 254L)
          .of(AddressAttributes.BROADCAST, IpAddress.parse("10.9.9.255"))
          .of(AddressAttributes.NO_PREFIX_ROUTE, true)
          .of(AddressAttributes.METRIC, 0L, 50L)
          .of(AddressAttributes.PROTOCOL, 1L, 200L);

  private static final Choices OF_6 =
      new Choices(ObjectKind.ADDRESS)
          .of(AddressAttributes.NO_DAD, true)
          .of(AddressAttributes.HOME, true)
          .of(AddressAttributes.MANAGE_TEMPORARY, true)
          .of(AddressAttributes.NO_PREFIX_ROUTE, true)
          .of(AddressAttributes.METRIC, 0L, 50L)
          .of(AddressAttributes.PROTOCOL, 2L, 200L);

  private static final Choices CHANGED =
      new Choices(ObjectKind.ADDRESS)
          .of(AddressAttributes.METRIC, 0L, 50L, 300L)
          .of(AddressAttributes.PROTOCOL, 1L, 2L, 200L)
          .of(AddressAttributes.NO_PREFIX_ROUTE, true, false)
          .of(AddressAttributes.HOME, true, false)
          .of(AddressAttributes.MANAGE_TEMPORARY, true, false);

  private AddressDrawing() {}

  static Optional<Step> of4(Dice dice, Network net) {
    return dice.maybe(dice.in(12) ? net.links() : LinkDrawing.links(net))
        .map(l -> dice.in(3) ? changed(dice, net, l, IpFamily.IPV4) : created4(dice, net, l));
  }

  static Optional<Step> of6(Dice dice, Network net) {
    return dice.maybe(LinkDrawing.links(net))
        .map(l -> dice.in(4) ? deleted6(dice, net, l) : created6(dice, l));
  }

  private static Step deleted6(Dice dice, Network net, int link) {
    AddressKey none = new AddressKey(link, Prefix.parse("fd::9/64"), Optional.empty());
    // whether a link without its link-local address was set up already is in no picture
    List<AddressKey> there =
        net.addresses(link, IpFamily.IPV6).stream()
            .filter(a -> !a.local().address().isLinkLocal6())
            .toList();
    AddressKey key = there.isEmpty() ? none : dice.one(there);
    return new Step.Delete(key, net.get(key));
  }

  private static Step created4(Dice dice, Network net, int link) {
    int host = 1 + dice.below(3);
    String text =
        dice.in(8)
            ? dice.one("10.0.0." + host + "/32", "10.0.0." + host + "/16", "239.0.0.5/32")
            : "10.%d.0.%d/24".formatted(dice.below(2), host);
    Prefix local = Prefix.parse(text);
    Optional<IpAddress> peer =
        dice.in(8) ? Optional.of(IpAddress.parse("10.1.0." + (7 + host))) : Optional.empty();
    Attributes given =
        Attributes.builder(ObjectKind.ADDRESS)
            .put(AddressAttributes.SCOPE, 0L)
            .put(AddressAttributes.LABEL, net.nameOf(link) + (dice.in(4) ? ":1" : ""))
            .build();
    if (text.startsWith("239")) {
      given = given.with(AddressAttributes.AUTOJOIN, true);
    }
    given = dice.in(10) ? given.without(AddressAttributes.SCOPE) : given;
    given = lifetimes(dice, OF_4.with(dice, given, 10));
    return new Step.Create(new AddressKey(link, local, peer), given);
  }

  private static Step created6(Dice dice, int link) {
    String text =
        dice.in(8)
            ? dice.one("fe80::1234/64", "2001:db8::7/128", "ff02::5/128")
            : "2001:db8:%d::%d/64".formatted(dice.below(2), 1 + dice.below(3));
    Optional<IpAddress> peer =
        dice.in(10) ? Optional.of(IpAddress.parse("2001:db8:1::77")) : Optional.empty();
    Attributes given =
        Attributes.none(ObjectKind.ADDRESS).with(AddressAttributes.SCOPE, scope(text));
    if (text.startsWith("ff02")) {
      given = given.with(AddressAttributes.AUTOJOIN, true);
    }
    given = lifetimes(dice, OF_6.with(dice, given, 8));
    return new Step.Create(new AddressKey(link, Prefix.parse(text), peer), given);
  }

  private static long scope(String text) {
    return text.startsWith("fe80") ? 253 : 0;
  }

  private static Attributes lifetimes(Dice dice, Attributes given) {
    if (!dice.in(8)) {
      return given;
    }
    return given
        .with(AddressAttributes.VALID_UNTIL, dice.one(SOON, LATE))
        .with(AddressAttributes.PREFERRED_UNTIL, dice.in(6) ? LATE : SOON);
  }

  private static Step changed(Dice dice, Network net, int link, IpFamily family) {
    List<AddressKey> there = net.addresses(link, family);
    if (there.isEmpty()) {
      Prefix none =
          family == IpFamily.IPV4 ? Prefix.parse("10.9.9.9/24") : Prefix.parse("fd::9/64");
      return new Step.Delete(
          new AddressKey(link, none, Optional.empty()), Attributes.none(ObjectKind.ADDRESS));
    }
    AddressKey key = dice.one(there);
    return dice.in(2) ? new Step.Delete(key, net.get(key)) : CHANGED.set(dice, key);
  }
}
