package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RuleAttributes;

/// RTM_NEWRULE and RTM_DELRULE (include/uapi/linux/fib_rules.h).
final class RuleCodec {

  private static final int FIXED = 12;
  private static final int FRA_DST = 1;
  private static final int FRA_SRC = 2;
  private static final int FRA_IIFNAME = 3;
  private static final int FRA_PRIORITY = 6;
  private static final int FRA_FWMARK = 10;
  private static final int FRA_SUPPRESS_IFGROUP = 13;
  private static final int FRA_SUPPRESS_PREFIXLEN = 14;
  private static final int FRA_TABLE = 15;
  private static final int FRA_FWMASK = 16;
  private static final int FRA_OIFNAME = 17;
  private static final int FRA_PAD = 18;
  private static final int FRA_PROTOCOL = 21;

  /// FIB_RULE_INVERT and FIB_RULE_FIND_SADDR; the other flags tell what the kernel found.
  private static final int SETTABLE = 0x10002;

  private RuleCodec() {}

  static Report decode(Message message) throws MalformedMessage {
    message.require(FIXED);
    int number = message.u8(0);
    if (number != Rtm.AF_INET && number != Rtm.AF_INET6) {
      return Report.NOTHING;
    }
    IpFamily family = IpFamily.of(number);
    Attributes.Builder into = Attributes.builder(ObjectKind.RULE);
    into.put(RuleAttributes.ACTION, (long) message.u8(7));
    long table = message.u8(4);
    long priority = 0;
    RawOptions raw = RawOptions.NONE;
    for (AttributeCursor a = message.attributes(FIXED); a.next(); ) {
      switch (a.type()) {
        case FRA_DST -> into.put(RuleAttributes.DESTINATION, prefix(a.ip(), family, message.u8(1)));
        case FRA_SRC -> into.put(RuleAttributes.SOURCE, prefix(a.ip(), family, message.u8(2)));
        case FRA_IIFNAME -> into.put(RuleAttributes.INPUT_LINK, a.text());
        case FRA_OIFNAME -> into.put(RuleAttributes.OUTPUT_LINK, a.text());
        case FRA_PRIORITY -> priority = a.u32();
        case FRA_FWMARK -> into.put(RuleAttributes.MARK, a.u32());
        case FRA_FWMASK -> into.put(RuleAttributes.MARK_MASK, a.u32());
        case FRA_TABLE -> table = a.u32();
        case FRA_PROTOCOL -> into.put(RuleAttributes.PROTOCOL, (long) a.u8());
        case FRA_SUPPRESS_IFGROUP, FRA_SUPPRESS_PREFIXLEN ->
            raw = a.s32() == -1 ? raw : a.into(raw); // -1 is not set
        case FRA_PAD -> {}
        default -> raw = a.into(raw);
      }
    }
    numbers(message, table, into);
    if (!raw.isEmpty()) {
      into.put(RuleAttributes.RAW, raw);
    }
    Entry entry = new Entry(new RuleKey(family, priority, 0), into.build());
    return Report.one(message.type() == Rtm.DELRULE, entry);
  }

  private static void numbers(Message message, long table, Attributes.Builder into) {
    if (table != 0) {
      into.put(RuleAttributes.LOOKUP, table);
    }
    if (message.u8(3) != 0) {
      into.put(RuleAttributes.TOS, (long) message.u8(3));
    }
    int flags = message.s32(8) & SETTABLE;
    if (flags != 0) {
      into.put(RuleAttributes.FLAGS, (long) flags);
    }
  }

  private static Prefix prefix(IpAddress address, IpFamily family, int length)
      throws MalformedMessage {
    if (address.family() != family || length > family.bytes() * 8) {
      throw new MalformedMessage("a rule with the prefix " + address + "/" + length);
    }
    return new Prefix(address, length);
  }

  /// The kernel numbers a new rule from 1 below the first where priority is 0, which is why the
  /// attribute is always there. One that goes behind others of its priority goes without
  /// NLM_F_EXCL: rule_exists takes it for any that has an address more (fib4_rule_compare), and
  /// would refuse to put it behind that one again.
  static ByteBuffer create(RuleKey key, Attributes a) {
    int exclusive = key.twin() == 0 ? MessageWriter.NLM_F_EXCL : 0;
    int flags = MessageWriter.NLM_F_CREATE | exclusive;
    return message(MessageWriter.change(Rtm.NEWRULE, flags), key, a);
  }

  static ByteBuffer delete(RuleKey key, Attributes a) {
    return message(MessageWriter.change(Rtm.DELRULE, 0), key, a);
  }

  private static ByteBuffer message(MessageWriter w, RuleKey key, Attributes a) {
    @Nullable Prefix to = a.get(RuleAttributes.DESTINATION).orElse(null);
    @Nullable Prefix from = a.get(RuleAttributes.SOURCE).orElse(null);
    long table = a.number(RuleAttributes.LOOKUP);
    w.u8(key.family().number());
    w.u8(to == null ? 0 : to.length()).u8(from == null ? 0 : from.length());
    w.u8((int) a.number(RuleAttributes.TOS)).u8(table < 256 ? (int) table : 0).zeros(2);
    w.u8(a.get(RuleAttributes.ACTION, 1L).intValue()).u32(a.number(RuleAttributes.FLAGS));
    w.putU32(FRA_PRIORITY, key.priority());
    if (table != 0) {
      w.putU32(FRA_TABLE, table);
    }
    if (to != null) {
      w.putIp(FRA_DST, to.address());
    }
    if (from != null) {
      w.putIp(FRA_SRC, from.address());
    }
    a.get(RuleAttributes.INPUT_LINK).ifPresent(name -> w.putText(FRA_IIFNAME, name));
    a.get(RuleAttributes.OUTPUT_LINK).ifPresent(name -> w.putText(FRA_OIFNAME, name));
    a.get(RuleAttributes.MARK).ifPresent(mark -> w.putU32(FRA_FWMARK, mark));
    a.get(RuleAttributes.MARK_MASK).ifPresent(mask -> w.putU32(FRA_FWMASK, mask));
    a.get(RuleAttributes.PROTOCOL).ifPresent(p -> w.putU8(FRA_PROTOCOL, p));
    return w.putRaw(a.get(RuleAttributes.RAW, RawOptions.NONE)).message();
  }
}
