package org.xnsh.host.lab;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.host.Topology;
import org.xnsh.host.Topology.VifPlan;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.VifAttributes;

/// Who is behind the vifs of a lab. A vif is found by its name when it is first seen and stays the
/// same guest's when it is renamed, as on a real dom0.
public final class LabDomains implements DomainSource {

  /// XenbusStateConnected.
  private static final long CONNECTED = 4;

  private final Map<String, VifPlan> byName = new HashMap<>();
  private final Map<Integer, VifPlan> byIndex = new HashMap<>();

  public LabDomains(Topology topology) {
    topology.vifs().forEach(v -> byName.put(v.link(), v));
  }

  @Override
  public Optional<Attributes> behind(int index, LinkName name, Attributes link) {
    VifPlan known = byIndex.get(index);
    if (known == null) {
      known = byName.remove(name.text());
      if (known == null) {
        return Optional.empty();
      }
      byIndex.put(index, known);
    }
    return Optional.of(told(known));
  }

  private static Attributes told(VifPlan vif) {
    List<String> addresses = vif.addresses().stream().map(Object::toString).toList();
    return Attributes.builder(ObjectKind.VIF)
        .put(VifAttributes.DOMAIN, (long) vif.domain())
        .put(VifAttributes.DEVICE, (long) vif.device())
        .put(VifAttributes.DOMAIN_NAME, vif.domainName())
        .put(VifAttributes.DOMAIN_UUID, vif.uuid())
        .put(VifAttributes.MAC, vif.mac())
        .put(VifAttributes.BRIDGE, vif.bridge())
        .put(VifAttributes.SCRIPT, "/etc/xen/scripts/vif-bridge")
        .put(VifAttributes.STATE, CONNECTED)
        .put(VifAttributes.ADDRESSES, String.join(" ", addresses))
        .build();
  }
}
