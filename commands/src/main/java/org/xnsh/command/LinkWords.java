package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.network.Attribute;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.transaction.EditRefused;

/// `link set`: a link and what it shall be, several in one line, done all or none.
final class LinkWords {

  static final String KNOWN =
      "up, down, mtu, address, name, alias, arp, multicast, allmulticast, promisc, dynamic,"
          + " protodown, master, nomaster, group, txqueuelen, mode, addrgenmode, gso_max_size,"
          + " gso_max_segs, gro_max_size, type bridge, type bridge_slave";

  private LinkWords() {}

  static Network set(Network network, List<String> words) throws EditRefused {
    List<String> rest = new ArrayList<>(words);
    int dev = rest.indexOf("dev");
    if (dev >= 0 && dev + 1 < rest.size()) {
      rest.remove(dev);
      rest.addFirst(rest.remove(dev));
    }
    WordReader reader = new WordReader(rest);
    int link = reader.link(network);
    if (reader.isDone()) {
      throw WordReader.usage("nothing to set is given", "known are: " + KNOWN);
    }
    Network wanted = network;
    while (!reader.isDone()) {
      wanted = one(wanted, link, reader);
    }
    return wanted;
  }

  private static Network one(Network network, int link, WordReader words) throws EditRefused {
    String word = words.peek();
    return switch (word) {
      case "up", "down" -> {
        words.next(word);
        yield set(network, link, LinkAttributes.UP, word.equals("up"));
      }
      case "arp" -> flag(network, link, LinkAttributes.ARP, words);
      case "multicast" -> flag(network, link, LinkAttributes.MULTICAST, words);
      case "allmulticast" -> flag(network, link, LinkAttributes.ALL_MULTICAST, words);
      case "promisc" -> flag(network, link, LinkAttributes.PROMISCUOUS, words);
      case "dynamic" -> flag(network, link, LinkAttributes.DYNAMIC, words);
      case "protodown" -> flag(network, link, LinkAttributes.PROTOCOL_DOWN, words);
      case "gso_max_size" -> number(network, link, LinkAttributes.GSO_MAXIMUM_SIZE, words);
      case "gso_max_segs" -> number(network, link, LinkAttributes.GSO_MAXIMUM_SEGMENTS, words);
      case "gro_max_size" -> number(network, link, LinkAttributes.GRO_MAXIMUM_SIZE, words);
      case "txqueuelen", "txqlen", "qlen" ->
          number(network, link, LinkAttributes.QUEUE_LENGTH, words);
      default -> further(network, link, words);
    };
  }

  private static Network further(Network network, int link, WordReader words) throws EditRefused {
    if (words.take("mtu")) {
      return LinkEdits.mtu(network, link, words.number("mtu", 0, Integer.MAX_VALUE));
    }
    // ip takes any beginning of this word, and Xen's scripts write addr (iplink.c)
    if (words.take("address", "addres", "addre", "addr", "add", "ad", "a")) {
      return LinkEdits.address(network, link, words.mac("address"));
    }
    if (words.take("name")) {
      return LinkEdits.name(network, link, words.next("the new name"));
    }
    if (words.take("alias")) {
      return alias(network, link, words.next("the alias; '' for none"));
    }
    if (words.take("master")) {
      return LinkEdits.master(network, link, words.link(network));
    }
    if (words.take("nomaster")) {
      return LinkEdits.release(network, link);
    }
    if (words.take("group")) {
      boolean none = words.take("default");
      long group = none ? 0 : words.number("group", 0, Integer.MAX_VALUE);
      return set(network, link, LinkAttributes.GROUP, group);
    }
    if (words.take("mode")) {
      return set(network, link, LinkAttributes.LINK_MODE, choice(words, "default", "dormant"));
    }
    if (words.take("addrgenmode")) {
      long mode = choice(words, "eui64", "none", "stable_secret", "random");
      return set(network, link, LinkAttributes.ADDRESS_GENERATION, mode);
    }
    if (words.take("type")) {
      return options(network, link, words);
    }
    throw words.unknown("link set", KNOWN);
  }

  private static Network alias(Network network, int link, String text) throws EditRefused {
    LinkKey key = new LinkKey(link);
    if (text.length() > 255) {
      throw WordReader.usage("an alias has at most 255 bytes", "");
    }
    return text.isEmpty()
        ? network.with(key, network.get(key).without(LinkAttributes.ALIAS))
        : network.with(key, LinkAttributes.ALIAS, text);
  }

  private static Network options(Network network, int link, WordReader words) throws EditRefused {
    String name = network.nameOf(link);
    if (words.take("bridge")) {
      if (!PortEdits.isBridge(network, link)) {
        throw WordReader.failed(name + " is no bridge", "");
      }
      return OptionWords.set(network, new BridgeKey(link), words);
    }
    if (words.take("bridge_slave")) {
      if (PortEdits.master(network, link) == 0) {
        throw WordReader.failed(
            name + " is a port of no bridge", "type: link set " + name + " master BRIDGE");
      }
      return OptionWords.set(network, new PortKey(link), words);
    }
    throw words.unknown("link set … type", "bridge, bridge_slave");
  }

  private static long choice(WordReader words, String... ways) throws EditRefused {
    String word = words.next(String.join("|", ways));
    int place = List.of(ways).indexOf(word);
    if (place < 0) {
      throw WordReader.usage("'" + word + "' is none of: " + String.join(", ", ways), "");
    }
    return place;
  }

  private static Network flag(
      Network network, int link, Attribute<Boolean> attribute, WordReader words)
      throws EditRefused {
    String word = words.next("a setting");
    return set(network, link, attribute, words.onOff(word));
  }

  private static Network number(
      Network network, int link, Attribute<Long> attribute, WordReader words) throws EditRefused {
    String word = words.next("a setting");
    return set(network, link, attribute, words.number(word, 0, 0xffff_ffffL));
  }

  private static <V> Network set(Network network, int link, Attribute<V> attribute, V value) {
    return network.with(new LinkKey(link), attribute, value);
  }
}
