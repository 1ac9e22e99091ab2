package org.xnsh.host.linux.xenstore;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.VifAttributes;

/// Who is behind the vifs of a real dom0. Which domain and device a link belongs to is told by the
/// device behind it on the `xen-backend` bus, which survives a renaming; names like `vif3.0` are
/// not to be trusted, since `vifname=` may be anything. The rest is in XenStore, where it may be
/// read.
///
/// What was learned of a vif is kept as long as its link has the same ifindex: domain id, uuid and
/// MAC of a backend do not change during its life.
public final class XenDomains implements DomainSource {

  private static final Pattern BACKEND = Pattern.compile("vif-(\\d{1,9})-(\\d{1,9})");
  private static final String BUS = "xen-backend";

  private final Optional<XenStore> store;
  private final Map<Integer, Attributes> known = new HashMap<>();

  public XenDomains(Optional<XenStore> store) {
    this.store = store;
  }

  @Override
  public Optional<Attributes> behind(int index, LinkName name, Attributes link) {
    Matcher device = BACKEND.matcher(link.text(LinkAttributes.PARENT_DEVICE));
    if (!link.text(LinkAttributes.PARENT_BUS).equals(BUS) || !device.matches()) {
      known.remove(index);
      return Optional.empty();
    }
    long domain = Long.parseLong(device.group(1));
    long number = Long.parseLong(device.group(2));
    Attributes kept = known.get(index);
    if (kept != null
        && kept.number(VifAttributes.DOMAIN) == domain
        && kept.number(VifAttributes.DEVICE) == number) {
      return Optional.of(kept);
    }
    Attributes told = ask(domain, number);
    known.put(index, told);
    return Optional.of(told);
  }

  private Attributes ask(long domain, long device) {
    Attributes.Builder vif = Attributes.builder(ObjectKind.VIF);
    vif.put(VifAttributes.DOMAIN, domain).put(VifAttributes.DEVICE, device);
    if (store.isEmpty()) {
      return vif.build();
    }
    XenStore xen = store.get();
    String backend = "/local/domain/0/backend/vif/" + domain + "/" + device + "/";
    try {
      text(vif, VifAttributes.DOMAIN_NAME, xen.read("/local/domain/" + domain + "/name"));
      text(
          vif,
          VifAttributes.DOMAIN_UUID,
          xen.read("/local/domain/" + domain + "/vm")
              .map(v -> v.substring(v.lastIndexOf('/') + 1)));
      xen.read(backend + "mac")
          .flatMap(MacAddress::tryParse)
          .ifPresent(mac -> vif.put(VifAttributes.MAC, mac));
      text(vif, VifAttributes.BRIDGE, xen.read(backend + "bridge"));
      text(vif, VifAttributes.SCRIPT, xen.read(backend + "script"));
      text(vif, VifAttributes.ADDRESSES, xen.read(backend + "ip"));
      xen.read(backend + "state")
          .filter(s -> s.matches("\\d{1,4}"))
          .ifPresent(s -> vif.put(VifAttributes.STATE, Long.valueOf(s)));
    } catch (IOException e) {
      // What was read so far is still true; a XenStore that is gone tells no more.
      return vif.build();
    }
    return vif.build();
  }

  private static void text(
      Attributes.Builder vif, Attribute<String> attribute, Optional<String> value) {
    value.ifPresent(v -> vif.put(attribute, v));
  }
}
