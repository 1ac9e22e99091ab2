package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.transaction.EditRefused;

/// An address as `ip address` takes it.
///
/// @param isExact whether a prefix length was given
record AddressWords(AddressKey key, Attributes attributes, boolean isExact) {

  private static final String KNOWN =
      "local, peer, brd, label, scope, dev, metric, proto, valid_lft, preferred_lft, nodad, home,"
          + " mngtmpaddr, noprefixroute, autojoin";

  /// @param now seconds of the boot clock, from which lifetimes count
  static AddressWords read(Network network, List<String> words, long now) throws EditRefused {
    Reading reading = new Reading(network, now);
    WordReader reader = new WordReader(words);
    while (!reader.isDone()) {
      reading.one(reader);
    }
    return reading.done();
  }

  private static final class Reading {
    private final Network network;
    private final long now;
    private Attributes attributes = Attributes.none(ObjectKind.ADDRESS);
    private Optional<Prefix> local = Optional.empty();
    private Optional<Prefix> peer = Optional.empty();
    private Optional<String> broadcast = Optional.empty();
    private boolean exact;
    private int link;

    private Reading(Network network, long now) {
      this.network = network;
      this.now = now;
    }

    private void one(WordReader words) throws EditRefused {
      if (words.take("dev")) {
        link = words.link(network);
      } else if (words.take("peer", "remote")) {
        exact |= words.peek().contains("/");
        peer = Optional.of(words.prefix("peer"));
      } else if (words.take("broadcast", "brd")) {
        broadcast = Optional.of(words.next("brd"));
      } else if (words.take("label")) {
        attributes = attributes.with(AddressAttributes.LABEL, words.next("label"));
      } else if (words.take("scope")) {
        long scope = Numbered.scope(words.next("scope"));
        attributes = attributes.with(AddressAttributes.SCOPE, scope);
      } else if (words.take("metric", "priority", "preference")) {
        long metric = words.number("metric", 0, 0xffff_ffffL);
        attributes = attributes.with(AddressAttributes.METRIC, metric);
      } else if (words.take("proto")) {
        long by = words.number("proto", 0, 255);
        attributes = attributes.with(AddressAttributes.PROTOCOL, by);
      } else if (words.take("valid_lft")) {
        lifetime(words, AddressAttributes.VALID_UNTIL);
      } else if (words.take("preferred_lft")) {
        lifetime(words, AddressAttributes.PREFERRED_UNTIL);
      } else {
        flag(words);
      }
    }

    private void flag(WordReader words) throws EditRefused {
      Optional<Attribute<Boolean>> flag =
          switch (words.peek()) {
            case "nodad" -> Optional.of(AddressAttributes.NO_DAD);
            case "home" -> Optional.of(AddressAttributes.HOME);
            case "mngtmpaddr" -> Optional.of(AddressAttributes.MANAGE_TEMPORARY);
            case "noprefixroute" -> Optional.of(AddressAttributes.NO_PREFIX_ROUTE);
            case "autojoin" -> Optional.of(AddressAttributes.AUTOJOIN);
            default -> Optional.empty();
          };
      if (flag.isPresent()) {
        words.next("a flag");
        attributes = attributes.with(flag.get(), true);
        return;
      }
      words.take("local");
      if (local.isPresent()) {
        throw words.unknown("address", KNOWN);
      }
      exact |= words.peek().contains("/");
      local = Optional.of(words.prefix("the address"));
    }

    private void lifetime(WordReader words, Attribute<Long> until) throws EditRefused {
      if (words.take("forever")) {
        attributes = attributes.without(until);
        return;
      }
      long seconds = words.number(until.name(), 0, 0xffff_fffeL);
      attributes = attributes.with(until, now + seconds);
    }

    private AddressWords done() throws EditRefused {
      Prefix given =
          local.orElseThrow(
              () -> WordReader.usage("no address is given", "type one with its prefix length"));
      if (link == 0) {
        throw WordReader.usage("no link is named", "end the line with: dev LINK");
      }
      int length = peer.map(Prefix::length).orElse(given.length());
      Prefix with = new Prefix(given.address(), length);
      lifetimes();
      if (broadcast.isPresent()) {
        attributes = attributes.with(AddressAttributes.BROADCAST, broadcast(with, broadcast.get()));
      }
      Optional<IpAddress> far = peer.map(Prefix::address).filter(p -> !p.equals(given.address()));
      return new AddressWords(new AddressKey(link, with, far), attributes, exact);
    }

    private void lifetimes() throws EditRefused {
      long valid = attributes.get(AddressAttributes.VALID_UNTIL, Long.MAX_VALUE);
      long preferred = attributes.get(AddressAttributes.PREFERRED_UNTIL, Long.MAX_VALUE);
      if (preferred > valid && preferred != Long.MAX_VALUE) {
        throw WordReader.usage("preferred_lft is greater than valid_lft", "");
      }
      if (preferred > valid) {
        attributes = attributes.with(AddressAttributes.PREFERRED_UNTIL, valid);
      }
    }

    /// `+` sets all host bits and `-` clears them (ipaddress.c).
    private static IpAddress broadcast(Prefix of, String word) throws EditRefused {
      if (of.family() == IpFamily.IPV6) {
        throw WordReader.usage("an IPv6 address has no broadcast address", "");
      }
      if (word.equals("+") || word.equals("-")) {
        byte[] bytes = of.network().address().bytes();
        for (int bit = of.length(); word.equals("+") && bit < 32; bit++) {
          bytes[bit / 8] |= (byte) (0x80 >>> bit % 8);
        }
        return IpAddress.of(bytes);
      }
      return new WordReader(List.of(word)).address("brd");
    }
  }
}
