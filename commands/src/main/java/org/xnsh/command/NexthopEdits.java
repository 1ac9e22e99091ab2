package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.EditRefused.Reason;

/// Pictures with a nexthop object more, less or otherwise.
final class NexthopEdits {

  private NexthopEdits() {}

  static Network put(Network network, List<String> words, Optional<IpFamily> only, boolean replace)
      throws EditRefused {
    WordReader reader = new WordReader(words);
    if (!reader.take("id")) {
      throw WordReader.usage("a nexthop has a number", "type: nexthop add id N via … dev …");
    }
    NexthopKey key = new NexthopKey(reader.number("id", 1, 0xffff_ffffL));
    if (!replace && network.has(key)) {
      throw WordReader.failed(
          "there is a nexthop " + key.id() + " already", "use: nexthop replace");
    }
    Attributes is = Attributes.none(ObjectKind.NEXTHOP);
    while (!reader.isDone()) {
      is = one(network, is, reader);
    }
    boolean group = is.get(NexthopAttributes.GROUP).isPresent();
    if (!group && is.get(NexthopAttributes.DEVICE).isEmpty()) {
      throw WordReader.usage("a nexthop needs a link or a group", "add: dev LINK");
    }
    long family =
        is.get(NexthopAttributes.GATEWAY)
            .map(IpAddress::family)
            .or(() -> only)
            .orElse(IpFamily.IPV4)
            .number();
    is = is.with(NexthopAttributes.FAMILY, group ? 0 : family);
    // ip names nobody where no proto is given (ipnexthop.c)
    return network.with(
        key, is.with(NexthopAttributes.PROTOCOL, is.number(NexthopAttributes.PROTOCOL)));
  }

  private static Attributes one(Network network, Attributes is, WordReader words)
      throws EditRefused {
    if (words.take("via")) {
      return is.with(NexthopAttributes.GATEWAY, words.address("via"));
    }
    if (words.take("dev")) {
      return is.with(NexthopAttributes.DEVICE, (long) words.link(network));
    }
    if (words.take("onlink")) {
      return is.with(NexthopAttributes.ONLINK, true);
    }
    if (words.take("blackhole")) {
      // the kernel gives a nexthop to nowhere the link lo (nh_create_ipv4)
      return is.with(NexthopAttributes.BLACKHOLE, true).with(NexthopAttributes.DEVICE, 1L);
    }
    if (words.take("group")) {
      return is.with(NexthopAttributes.GROUP_TYPE, 0L)
          .with(NexthopAttributes.GROUP, members(network, words.next("group")));
    }
    if (words.take("proto", "protocol")) {
      return is.with(NexthopAttributes.PROTOCOL, Numbered.protocol(words.next("proto")));
    }
    throw words.unknown("nexthop", "id, via, dev, onlink, blackhole, group, proto");
  }

  /// `1,2/3` with an optional weight behind each comma becomes `1,2/3,1`.
  private static String members(Network network, String text) throws EditRefused {
    StringBuilder all = new StringBuilder();
    for (String member : text.split("/", -1)) {
      String[] parts = member.split(",", 2);
      WordReader numbers = new WordReader(List.of(parts));
      long id = numbers.number("a group's member", 1, 0xffff_ffffL);
      long weight = parts.length == 1 ? 1 : numbers.number("a member's weight", 1, 65535);
      if (!network.has(new NexthopKey(id))) {
        throw new EditRefused(Reason.NOT_FOUND, "there is no nexthop " + id, "");
      }
      all.append(all.isEmpty() ? "" : "/").append(id).append(',').append(weight);
    }
    return all.toString();
  }

  static Network delete(Network network, List<String> words) throws EditRefused {
    WordReader reader = new WordReader(words);
    reader.take("id");
    NexthopKey key = new NexthopKey(reader.number("id", 1, 0xffff_ffffL));
    if (!network.has(key)) {
      throw new EditRefused(Reason.NOT_FOUND, "there is no nexthop " + key.id(), "");
    }
    return network.without(key);
  }
}
