package org.xnsh.host.linux;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.VifKey;

/// Puts links that were read into a picture, with what rtnetlink does not tell of them.
final class LinkMerge {

  private final LinkFacts facts;
  private final DomainSource domains;

  LinkMerge(LinkFacts facts, DomainSource domains) {
    this.facts = facts;
    this.domains = domains;
  }

  /// @param asked links that are gone if they are not among those read
  Network replace(Network picture, List<Integer> asked, List<Entry> read) throws IOException {
    Set<ObjectKey> there = new HashSet<>();
    read.forEach(e -> there.add(e.key()));
    Network merged = picture;
    for (int index : asked) {
      if (!there.contains(new LinkKey(index))) {
        merged = gone(merged, index);
      }
    }
    for (Entry entry : read) {
      switch (entry.key()) {
        case LinkKey k -> {
          merged =
              link(merged, k.index(), entry.attributes(), there.contains(new BridgeKey(k.index())));
          if (!there.contains(new PortKey(k.index()))) {
            merged = merged.without(new PortKey(k.index()));
          }
        }
        case BridgeKey k -> merged = bridge(merged, k, entry.attributes());
        default -> merged = merged.with(entry.key(), entry.attributes());
      }
    }
    return merged;
  }

  /// A link takes along all that stands on it.
  static Network gone(Network picture, int index) {
    return picture.withoutLink(index);
  }

  private Network link(Network picture, int index, Attributes link, boolean isBridge) {
    Optional<LinkName> name = link.get(LinkAttributes.NAME);
    if (name.isEmpty()) {
      return picture;
    }
    Attributes known = isBridge ? facts.link(index, name.get(), link) : link;
    Network merged = picture.with(new LinkKey(index), known);
    Optional<Attributes> guest = domains.behind(index, name.get(), link);
    return guest.isPresent()
        ? merged.with(new VifKey(index), guest.get())
        : merged.without(new VifKey(index));
  }

  /// Nothing tells that an MTU is pinned but the memory of our own edits.
  private Network bridge(Network picture, BridgeKey key, Attributes bridge) throws IOException {
    LinkName name =
        picture.get(new LinkKey(key.index())).get(LinkAttributes.NAME).orElse(new LinkName("?"));
    Attributes known = facts.bridge(name, bridge);
    Optional<Boolean> pinned = picture.get(key).get(BridgeAttributes.MTU_PINNED);
    return picture.with(
        key, pinned.map(p -> known.with(BridgeAttributes.MTU_PINNED, p)).orElse(known));
  }
}
