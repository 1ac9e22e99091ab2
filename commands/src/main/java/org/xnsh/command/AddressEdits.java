package org.xnsh.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.Prefix;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.EditRefused.Reason;

/// Pictures with an address more, less or otherwise.
final class AddressEdits {

  private AddressEdits() {}

  static Network add(Network network, List<String> words, long now) throws EditRefused {
    AddressWords given = AddressWords.read(network, words, now);
    AddressKey key = given.key();
    if (network.has(key)) {
      throw WordReader.failed(
          network.nameOf(key.link()) + " has the address " + key.local() + " already",
          "to change it, type: address replace …");
    }
    return network.with(key, complete(network, key, given.attributes()));
  }

  /// Lifetimes, metric and flags of an address that is there; a new one else.
  static Network replace(Network network, List<String> words, long now) throws EditRefused {
    AddressWords given = AddressWords.read(network, words, now);
    Attributes is = network.find(given.key()).orElse(null);
    if (is == null) {
      return network.with(given.key(), complete(network, given.key(), given.attributes()));
    }
    Attributes[] changed = {
      is.without(AddressAttributes.VALID_UNTIL).without(AddressAttributes.PREFERRED_UNTIL)
    };
    given.attributes().forEach((a, v) -> changed[0] = changed[0].withAny(a, Optional.of(v)));
    return network.with(given.key(), changed[0]);
  }

  /// What `ip` and the kernel add where nothing is said (ipaddress.c, inet_rtm_newaddr,
  /// ipv6_addr_scope).
  private static Attributes complete(Network network, AddressKey key, Attributes given) {
    Attributes is = given;
    IpAddress address = key.local().address();
    boolean four = address.family() == IpFamily.IPV4;
    if (is.get(AddressAttributes.SCOPE).isEmpty()) {
      is = is.with(AddressAttributes.SCOPE, four ? scope4(address) : scope6(address));
    }
    if (four && is.get(AddressAttributes.LABEL).isEmpty()) {
      is = is.with(AddressAttributes.LABEL, network.nameOf(key.link()));
    }
    return is;
  }

  private static long scope4(IpAddress address) {
    return address.hex().startsWith("7f") ? 254 : 0;
  }

  private static long scope6(IpAddress address) {
    if (address.equals(IpAddress.parse("::1"))) {
      return 254;
    }
    return address.isLinkLocal6() ? 253 : 0;
  }

  /// One address; without a prefix length the only one that reads so.
  static Network delete(Network network, List<String> words) throws EditRefused {
    AddressWords given = AddressWords.read(network, words, 0);
    AddressKey key = given.key();
    List<AddressKey> there =
        network.addresses(key.link(), key.local().family()).stream()
            .filter(k -> k.local().address().equals(key.local().address()))
            .filter(k -> !given.isExact() || k.local().equals(key.local()))
            .filter(k -> key.peer().isEmpty() || k.peer().equals(key.peer()))
            .toList();
    if (there.isEmpty()) {
      throw new EditRefused(
          Reason.NOT_FOUND,
          network.nameOf(key.link()) + " has no address " + key.local(),
          "it has: " + list(network, key.link()));
    }
    if (there.size() > 1) {
      throw WordReader.usage(
          "several addresses of " + network.nameOf(key.link()) + " read so",
          "give the prefix length too: " + list(network, key.link()));
    }
    return network.without(there.getFirst());
  }

  private static String list(Network network, int link) {
    List<String> all =
        Arrays.stream(IpFamily.values())
            .flatMap(f -> network.addresses(link, f).stream())
            .map(k -> k.local().toString())
            .toList();
    return all.isEmpty() ? "none" : String.join(", ", all);
  }

  /// All addresses of a link, or those of a scope, label or prefix.
  static Network flush(Network network, List<String> words, Optional<IpFamily> only)
      throws EditRefused {
    WordReader reader = new WordReader(words);
    int link = 0;
    Optional<Prefix> within = Optional.empty();
    Optional<Long> scope = Optional.empty();
    Optional<String> label = Optional.empty();
    while (!reader.isDone()) {
      if (reader.take("to")) {
        within = Optional.of(reader.prefix("to"));
      } else if (reader.take("scope")) {
        scope = Optional.of(Numbered.scope(reader.next("scope")));
      } else if (reader.take("label")) {
        label = Optional.of(reader.next("label"));
      } else {
        reader.take("dev");
        link = reader.link(network);
      }
    }
    if (link == 0) {
      throw WordReader.usage("no link is named", "type: address flush dev LINK");
    }
    Network wanted = network;
    for (IpFamily family : IpFamily.values()) {
      for (AddressKey key : network.addresses(link, family)) {
        Attributes is = network.get(key);
        if (only.orElse(family) == family
            && within.map(p -> p.contains(key.local().address())).orElse(true)
            && scope.map(s -> is.number(AddressAttributes.SCOPE) == s).orElse(true)
            && label.map(l -> is.text(AddressAttributes.LABEL).equals(l)).orElse(true)) {
          wanted = wanted.without(key);
        }
      }
    }
    return wanted;
  }
}
