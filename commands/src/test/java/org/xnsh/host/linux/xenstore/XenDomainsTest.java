package org.xnsh.host.linux.xenstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.VifAttributes;

class XenDomainsTest {

  @TempDir private Path folder;

  private static String listing() throws IOException {
    try (InputStream in = XenDomainsTest.class.getResourceAsStream("dom0.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Attributes backend(String bus, String device) {
    return Attributes.none(ObjectKind.LINK)
        .with(LinkAttributes.PARENT_BUS, bus)
        .with(LinkAttributes.PARENT_DEVICE, device);
  }

  @Test
  void aRenamedVifIsFoundByTheDeviceBehindIt() throws Exception {
    Path socket = folder.resolve("socket");
    try (XenStoreServer _ = new XenStoreServer(socket, listing());
        XenStore store = XenStore.connect(socket).orElseThrow()) {
      Attributes vif =
          new XenDomains(Optional.of(store))
              .behind(9, new LinkName("web.frontend"), backend("xen-backend", "vif-1-0"))
              .orElseThrow();
      assertThat(vif.text(VifAttributes.DOMAIN_NAME)).isEqualTo("pv1");
      assertThat(vif.get(VifAttributes.MAC)).map(Object::toString).contains("00:16:3e:10:e4:53");
      assertThat(vif.text(VifAttributes.DOMAIN_UUID)).startsWith("5d43d6a8-");
      assertThat(vif.text(VifAttributes.SCRIPT)).isEqualTo("/etc/xen/scripts/vif-bridge");
    }
  }

  @Test
  void withoutXenStoreTheDomainIdIsStillKnown() {
    Attributes vif =
        new XenDomains(Optional.empty())
            .behind(9, new LinkName("x"), backend("xen-backend", "vif-4-1"))
            .orElseThrow();
    assertThat(vif.number(VifAttributes.DOMAIN)).isEqualTo(4);
    assertThat(vif.number(VifAttributes.DEVICE)).isEqualTo(1);
    assertThat(vif.get(VifAttributes.DOMAIN_NAME)).isEmpty();
  }

  @Test
  void aLinkThatIsOnlyNamedLikeAVifIsNone() {
    assertThat(
            new XenDomains(Optional.empty())
                .behind(9, new LinkName("vif3.0"), backend("pci", "0000:02:00.0")))
        .isEmpty();
  }

  @Test
  void theFoldersOfTheBackendAreListed() throws Exception {
    Path socket = folder.resolve("socket");
    try (XenStoreServer _ = new XenStoreServer(socket, listing());
        XenStore store = XenStore.connect(socket).orElseThrow()) {
      assertThat(store.list("/local/domain/0/backend/vif")).contains("1", "2");
      assertThat(store.list("/nowhere")).isEmpty();
      assertThat(store.read("/nowhere")).isEmpty();
    }
  }

  @Test
  void whereNoXenIsNothingIsConnected() {
    assertThat(XenStore.connect(folder.resolve("none"))).isEmpty();
  }
}
