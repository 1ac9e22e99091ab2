package org.xnsh.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xnsh.change.Background;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Difference;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.VifAttributes;

/// Whether the links of a transaction are still the same ones. A vif is its domain's uuid, the
/// device id and the configured MAC: never its name, which another guest may bear by now. Any other
/// link is its ifindex, unless its kind, or both its name and its address, are others without one
/// of our transactions having changed them.
final class Identities implements Background {

  private final long number;
  private final Network now;
  private final Hands hands;
  private final Set<ObjectKey> insisted;
  private final Map<Integer, Attributes> vifs = new HashMap<>();
  private final Map<Integer, Attributes> links = new HashMap<>();

  /// @param number the transaction
  /// @param image what it could touch, as it was before
  /// @param recorded what it changed
  Identities(
      long number,
      Difference image,
      Difference recorded,
      Network now,
      Hands hands,
      Set<ObjectKey> insisted) {
    this.number = number;
    this.now = now;
    this.hands = hands;
    this.insisted = insisted;
    for (Difference known : List.of(image, recorded)) {
      known.changes().forEach(this::learn);
    }
  }

  private void learn(Change change) {
    switch (change) {
      case Added(VifKey k, Attributes vif) -> vifs.put(k.index(), vif);
      case Removed(VifKey k, Attributes vif) -> vifs.put(k.index(), vif);
      case Added(LinkKey k, Attributes link) -> links.put(k.index(), link);
      case Removed(LinkKey k, Attributes link) -> links.put(k.index(), link);
      case Altered(LinkKey k, Attributes _, Attributes link) -> links.put(k.index(), link);
      case Added _, Removed _, Altered _ -> {}
      case Change.AddressOrder _, Change.RouteOrder _ -> {}
    }
  }

  @Override
  public boolean isAnother(int link) {
    Optional<Attributes> is = now.find(new LinkKey(link));
    return is.isPresent() && (isAnotherVif(link) || isAnotherLink(link, is.get()));
  }

  @Override
  public boolean isVif(int link) {
    return vifs.containsKey(link) || now.has(new VifKey(link));
  }

  private boolean isAnotherVif(int link) {
    Attributes was = vifs.get(link);
    Optional<Attributes> is = now.find(new VifKey(link));
    return was != null && is.isPresent() && !isSameVif(was, is.get());
  }

  static boolean isSameVif(Attributes one, Attributes other) {
    boolean known =
        !one.text(VifAttributes.DOMAIN_UUID).isEmpty()
            && !other.text(VifAttributes.DOMAIN_UUID).isEmpty();
    Attribute<?> domain = known ? VifAttributes.DOMAIN_UUID : VifAttributes.DOMAIN;
    return one.get(domain).equals(other.get(domain))
        && one.number(VifAttributes.DEVICE) == other.number(VifAttributes.DEVICE)
        && one.get(VifAttributes.MAC).equals(other.get(VifAttributes.MAC));
  }

  private boolean isAnotherLink(int index, Attributes is) {
    Attributes was = links.get(index);
    if (was == null) {
      return false;
    }
    return !was.text(LinkAttributes.KIND).equals(is.text(LinkAttributes.KIND))
        || (differs(index, was, is, LinkAttributes.NAME)
            && differs(index, was, is, LinkAttributes.MAC)
            && !hasZero(was));
  }

  /// A bridge has no address of its own before its first port.
  private static boolean hasZero(Attributes link) {
    return link.get(LinkAttributes.MAC).filter(MacAddress.ZERO::equals).isPresent();
  }

  private boolean differs(int index, Attributes was, Attributes is, Attribute<?> attribute) {
    return !was.get(attribute).equals(is.get(attribute))
        && isByOthers(new LinkKey(index), attribute);
  }

  @Override
  public String lost(int link) {
    Attributes vif = vifs.get(link);
    if (vif == null) {
      return "";
    }
    String name = vif.text(VifAttributes.DOMAIN_NAME);
    String domain = "domain " + (name.isEmpty() ? vif.number(VifAttributes.DOMAIN) : name);
    for (int other : now.links()) {
      if (now.find(new VifKey(other)).filter(v -> isSameVif(vif, v)).isPresent()) {
        return domain + " has it as " + now.nameOf(other) + " now";
      }
    }
    boolean runs =
        now.links().stream()
            .anyMatch(l ->
                now.find(new VifKey(l))
                    .filter(v ->
                        v.get(VifAttributes.DOMAIN).equals(vif.get(VifAttributes.DOMAIN))
                            && v.get(VifAttributes.DOMAIN_UUID)
                                .equals(vif.get(VifAttributes.DOMAIN_UUID)))
                    .isPresent());
    return runs ? domain + " has it no longer" : domain + " is destroyed";
  }

  @Override
  public boolean isInsisted(ObjectKey key) {
    return insisted.contains(key);
  }

  @Override
  public boolean isByOthers(ObjectKey key, Attribute<?> attribute) {
    try {
      return hands.of(key, attribute, number).filter(h -> !h.isOutside()).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
