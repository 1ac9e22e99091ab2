package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;

/// RTM_NEWADDR and RTM_DELADDR (include/uapi/linux/if_addr.h).
final class AddressCodec {

  private static final int FIXED = 8;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_LABEL = 3;
  private static final int IFA_BROADCAST = 4;
  private static final int IFA_CACHEINFO = 6;
  private static final int IFA_FLAGS = 8;
  private static final int IFA_RT_PRIORITY = 9;
  private static final int IFA_TARGET_NETNSID = 10;
  private static final int IFA_PROTO = 11;
  private static final long FOR_EVER = 0xffff_ffffL;

  private record Flag(int bit, Attribute<Boolean> attribute) {}

  /// Flags that a request may set; the kernel computes the others.
  private static final Flag[] SETTABLE = {
    new Flag(0x02, AddressAttributes.NO_DAD),
    new Flag(0x10, AddressAttributes.HOME),
    new Flag(0x100, AddressAttributes.MANAGE_TEMPORARY),
    new Flag(0x200, AddressAttributes.NO_PREFIX_ROUTE),
    new Flag(0x400, AddressAttributes.AUTOJOIN)
  };

  private static final Flag[] COMPUTED = {
    new Flag(0x08, AddressAttributes.DUPLICATE),
    new Flag(0x20, AddressAttributes.DEPRECATED),
    new Flag(0x40, AddressAttributes.TENTATIVE)
  };

  private AddressCodec() {}

  static Report decode(Message message, long bootClock) throws MalformedMessage {
    message.require(FIXED);
    int number = message.u8(0);
    if (number != Rtm.AF_INET && number != Rtm.AF_INET6) {
      return Report.NOTHING;
    }
    IpFamily family = IpFamily.of(number);
    Attributes.Builder into = Attributes.builder(ObjectKind.ADDRESS);
    into.put(AddressAttributes.SCOPE, (long) message.u8(3));
    int flags = message.u8(2);
    @Nullable IpAddress address = null;
    @Nullable IpAddress local = null;
    RawOptions raw = RawOptions.NONE;
    for (AttributeCursor a = message.attributes(FIXED); a.next(); ) {
      switch (a.type()) {
        case IFA_ADDRESS -> address = a.ip();
        case IFA_LOCAL -> local = a.ip();
        case IFA_LABEL -> into.put(AddressAttributes.LABEL, a.text());
        case IFA_BROADCAST -> into.put(AddressAttributes.BROADCAST, a.ip());
        case IFA_CACHEINFO -> lifetimes(a, bootClock, into);
        case IFA_FLAGS -> flags = a.s32();
        case IFA_RT_PRIORITY -> into.put(AddressAttributes.METRIC, a.u32());
        case IFA_PROTO -> into.put(AddressAttributes.PROTOCOL, (long) a.u8());
        case IFA_TARGET_NETNSID -> {}
        default -> raw = a.into(raw);
      }
    }
    if (!raw.isEmpty()) {
      into.put(AddressAttributes.RAW, raw);
    }
    flags(flags, family, into);
    AddressKey key = key(message.s32(4), family, message.u8(1), address, local);
    return Report.one(message.type() == Rtm.DELADDR, new Entry(key, into.build()));
  }

  /// Without a peer the kernel gives the address as IFA_ADDRESS, and for IPv4 as IFA_LOCAL too.
  private static AddressKey key(
      int link, IpFamily family, int length, @Nullable IpAddress address, @Nullable IpAddress local)
      throws MalformedMessage {
    IpAddress own = local != null ? local : address;
    if (own == null || own.family() != family || length > family.bytes() * 8) {
      throw new MalformedMessage("an address of link " + link + " that is none");
    }
    Optional<IpAddress> peer = Optional.ofNullable(address).filter(a -> !a.equals(own));
    return new AddressKey(link, new Prefix(own, length), peer);
  }

  private static void flags(int flags, IpFamily family, Attributes.Builder into) {
    for (Flag flag : SETTABLE) {
      if ((flags & flag.bit()) != 0) {
        into.put(flag.attribute(), true);
      }
    }
    for (Flag flag : COMPUTED) {
      if ((flags & flag.bit()) != 0) {
        into.put(flag.attribute(), true);
      }
    }
    if ((flags & 1) != 0) { // IFA_F_SECONDARY and IFA_F_TEMPORARY are one bit
      into.put(
          family == IpFamily.IPV4 ? AddressAttributes.SECONDARY : AddressAttributes.TEMPORARY,
          true);
    }
  }

  /// struct ifa_cacheinfo: what remains of both lifetimes, in whole seconds since the last change,
  /// and when that was. From all three the deadline comes out the same at every reading.
  private static void lifetimes(AttributeCursor a, long bootClock, Attributes.Builder into)
      throws MalformedMessage {
    long changed = a.u32At(12);
    deadline(a.u32At(4), changed, bootClock, AddressAttributes.VALID_UNTIL, into);
    deadline(a.u32At(0), changed, bootClock, AddressAttributes.PREFERRED_UNTIL, into);
  }

  /// What is over has no deadline that could be told: it counts as over since the boot.
  private static void deadline(
      long remaining, long changed, long bootClock, Attribute<Long> of, Attributes.Builder into) {
    if (remaining == 0) {
      into.put(of, 0L);
    } else if (remaining != FOR_EVER) {
      long age = Math.max(0, (bootClock & FOR_EVER) - changed);
      into.put(of, (bootClock - age) / 100 + age / 100 + remaining);
    }
  }

  static ByteBuffer create(AddressKey key, Attributes a, int link, long bootClock, int flags) {
    MessageWriter w = MessageWriter.change(Rtm.NEWADDR, flags);
    fixed(w, key, a, link);
    a.get(AddressAttributes.LABEL).ifPresent(label -> w.putText(IFA_LABEL, label));
    w.putIp(IFA_BROADCAST, a.get(AddressAttributes.BROADCAST));
    int bits = 0;
    for (Flag flag : SETTABLE) {
      bits |= a.isOn(flag.attribute()) ? flag.bit() : 0;
    }
    w.putU32(IFA_FLAGS, bits);
    a.get(AddressAttributes.METRIC).ifPresent(m -> w.putU32(IFA_RT_PRIORITY, m));
    a.get(AddressAttributes.PROTOCOL).ifPresent(p -> w.putU8(IFA_PROTO, p));
    int cache = w.begin(IFA_CACHEINFO);
    w.u32(remaining(a, AddressAttributes.PREFERRED_UNTIL, bootClock, 0))
        .u32(remaining(a, AddressAttributes.VALID_UNTIL, bootClock, 1))
        .zeros(8)
        .end(cache);
    return w.putRaw(a.get(AddressAttributes.RAW, RawOptions.NONE)).message();
  }

  /// The kernel refuses a valid lifetime of 0: what has run out gets one second more.
  private static long remaining(Attributes a, Attribute<Long> of, long bootClock, long least) {
    return a.get(of).map(d -> Math.max(least, d - bootClock / 100)).orElse(FOR_EVER);
  }

  static ByteBuffer delete(AddressKey key, Attributes a, int link) {
    MessageWriter w = MessageWriter.change(Rtm.DELADDR, 0);
    fixed(w, key, a, link);
    return w.message();
  }

  private static void fixed(MessageWriter w, AddressKey key, Attributes a, int link) {
    IpAddress own = key.local().address();
    w.u8(own.family().number()).u8(key.local().length()).u8(0);
    w.u8((int) a.number(AddressAttributes.SCOPE)).u32(link);
    w.putIp(IFA_LOCAL, own).putIp(IFA_ADDRESS, key.peer().orElse(own));
  }
}
