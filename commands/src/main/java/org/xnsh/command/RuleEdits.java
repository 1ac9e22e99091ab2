package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.RuleAttributes;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.EditRefused.Reason;

/// Pictures with a policy rule more or less.
final class RuleEdits {

  private static final String KNOWN =
      "not, from, to, tos, iif, oif, fwmark, priority, table, blackhole, unreachable, prohibit,"
          + " proto";
  private static final long INVERT = 2;

  /// RTPROT_UNSPEC: what ip gives a rule (iprule.c).
  private static final long NOBODY = 0;

  private static final long ALL_BITS = 0xffff_ffffL;

  private record Given(Optional<Long> priority, IpFamily family, Attributes attributes) {}

  private RuleEdits() {}

  static Network add(Network network, List<String> words, Optional<IpFamily> only)
      throws EditRefused {
    Given given = read(words, only);
    Attributes is = given.attributes();
    if (is.get(RuleAttributes.ACTION).isEmpty()) {
      is = is.with(RuleAttributes.ACTION, 1L);
      is = is.with(RuleAttributes.LOOKUP, is.get(RuleAttributes.LOOKUP, RouteGroup.MAIN));
    }
    is = is.with(RuleAttributes.PROTOCOL, is.get(RuleAttributes.PROTOCOL, NOBODY));
    long priority = given.priority().orElseGet(() -> lowest(network, given.family()));
    int twin = 0;
    while (network.has(new RuleKey(given.family(), priority, twin))) {
      if (network.get(new RuleKey(given.family(), priority, twin)).equals(is)) {
        throw WordReader.failed("this rule exists already", "");
      }
      twin++;
    }
    return network.with(new RuleKey(given.family(), priority, twin), is);
  }

  /// One less than the second rule's (`fib_default_rule_pref`), which comes after the local one.
  private static long lowest(Network network, IpFamily family) {
    List<RuleKey> all = network.rules(family);
    return all.size() < 2 ? 0 : Math.max(0, all.get(1).priority() - 1);
  }

  static Network delete(Network network, List<String> words, Optional<IpFamily> only)
      throws EditRefused {
    Given given = read(words, only);
    if (words.isEmpty()) {
      throw WordReader.usage("no rule is named", "type: rule delete priority N");
    }
    return network.rules(given.family()).stream()
        .filter(k -> given.priority().map(p -> p == k.priority()).orElse(true))
        .filter(k -> fits(network, k, given.attributes()))
        .findFirst()
        .map(k -> without(network, k))
        .orElseThrow(() ->
            new EditRefused(
                Reason.NOT_FOUND, "there is no such rule", "rules are listed by: rule show"));
  }

  /// Those behind it move up: a rule's place among those of its priority is its number.
  private static Network without(Network network, RuleKey rule) {
    Network left = network;
    RuleKey hole = rule;
    RuleKey next = new RuleKey(rule.family(), rule.priority(), rule.twin() + 1);
    while (left.has(next)) {
      left = left.with(hole, left.get(next));
      hole = next;
      next = new RuleKey(rule.family(), rule.priority(), next.twin() + 1);
    }
    return left.without(hole);
  }

  private static boolean fits(Network network, ObjectKey key, Attributes given) {
    boolean[] same = {true};
    given.forEach(
        (a, v) -> same[0] &= network.get(key).get(a).filter(is -> is.equals(v)).isPresent());
    return same[0];
  }

  private static Given read(List<String> words, Optional<IpFamily> only) throws EditRefused {
    WordReader reader = new WordReader(words);
    Attributes is = Attributes.none(ObjectKind.RULE);
    Optional<Long> priority = Optional.empty();
    while (!reader.isDone()) {
      if (reader.take("priority", "pref", "preference", "order")) {
        priority = Optional.of(reader.number("priority", 0, ALL_BITS));
      } else {
        is = one(is, reader);
      }
    }
    Optional<Prefix> to = is.get(RuleAttributes.DESTINATION);
    IpFamily family =
        is.get(RuleAttributes.SOURCE)
            .or(() -> to)
            .map(Prefix::family)
            .or(() -> only)
            .orElse(IpFamily.IPV4);
    return new Given(priority, family, is);
  }

  private static Attributes one(Attributes is, WordReader words) throws EditRefused {
    if (words.take("not")) {
      return is.with(RuleAttributes.FLAGS, INVERT);
    }
    if (words.take("from")) {
      return words.take("all", "any", "default")
          ? is
          : is.with(RuleAttributes.SOURCE, words.prefix("from"));
    }
    if (words.take("to")) {
      return words.take("all", "any", "default")
          ? is
          : is.with(RuleAttributes.DESTINATION, words.prefix("to"));
    }
    if (words.take("tos", "dsfield")) {
      return is.with(RuleAttributes.TOS, words.number("tos", 0, 255));
    }
    if (words.take("iif", "dev")) {
      return is.with(RuleAttributes.INPUT_LINK, words.next("iif"));
    }
    if (words.take("oif")) {
      return is.with(RuleAttributes.OUTPUT_LINK, words.next("oif"));
    }
    if (words.take("fwmark")) {
      String[] parts = words.next("fwmark").split("/", 2);
      WordReader mark = new WordReader(List.of(parts));
      return is.with(RuleAttributes.MARK, mark.number("fwmark", 0, ALL_BITS))
          .with(
              RuleAttributes.MARK_MASK,
              parts.length == 1 ? ALL_BITS : mark.number("fwmark's mask", 0, ALL_BITS));
    }
    if (words.take("table", "lookup")) {
      return is.with(RuleAttributes.ACTION, 1L)
          .with(RuleAttributes.LOOKUP, Numbered.table(words.next("table")));
    }
    if (words.take("proto", "protocol")) {
      return is.with(RuleAttributes.PROTOCOL, Numbered.protocol(words.next("proto")));
    }
    int action = List.of("blackhole", "unreachable", "prohibit").indexOf(words.peek());
    if (action < 0) {
      throw words.unknown("rule", KNOWN);
    }
    words.next("the action");
    return is.with(RuleAttributes.ACTION, 6L + action);
  }
}
