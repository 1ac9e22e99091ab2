package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.grammar.Line;
import org.xnsh.host.FdbEntry;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.SysctlAttributes;
import org.xnsh.network.Via;
import org.xnsh.network.VifAttributes;
import org.xnsh.testing.FixedHost;
import org.xnsh.testing.FixedTransactions;
import org.xnsh.transaction.Staging;

final class ShowCommandsTest {

  private static final MacAddress GUEST = MacAddress.parse("00:16:3e:10:e4:53");

  private final FixedHost host =
      new FixedHost(
          network(),
          List.of(new FdbEntry(Pictures.VIF, GUEST, 0, false, false, false, 0, 1234)),
          List.of());

  private static Network network() {
    return route(
            route(Pictures.seed(), RouteGroup.MAIN, "0.0.0.0/0", "128.153.144.1"),
            100,
            "10.0.0.0/8",
            "192.168.1.1")
        .with(
            new VifKey(Pictures.VIF),
            Attributes.builder(ObjectKind.VIF)
                .put(VifAttributes.DOMAIN, 3L)
                .put(VifAttributes.DEVICE, 0L)
                .put(VifAttributes.DOMAIN_NAME, "mail")
                .put(VifAttributes.MAC, GUEST)
                .build())
        .with(new LinkKey(Pictures.ETH0), LinkAttributes.OPERATIONAL_STATE, 2L)
        .with(sysctl("net/ipv4/ip_forward"), SysctlAttributes.VALUE, "1")
        .with(
            new SysctlKey(Pictures.VIF, "net/ipv4/conf/*/proxy_arp"), SysctlAttributes.VALUE, "0");
  }

  private static SysctlKey sysctl(String path) {
    return new SysctlKey(0, path);
  }

  private static Network route(Network network, long table, String to, String gateway) {
    RouteGroup group =
        new RouteGroup(table, Prefix.parse(to), Prefix.everything(IpFamily.of(2)), 0, 0);
    Via via = Via.leg(Pictures.ETH0, Optional.of(IpAddress.parse(gateway)));
    return network.with(new RouteKey(group, 1, via, 0), RouteAttributes.PROTOCOL, 3L);
  }

  private Result run(String text) throws IOException {
    CommandGrammar grammar = new CommandGrammar(StandardCatalog.all());
    var stage = Line.read(text).pipelines().getFirst().command();
    var resolved = grammar.resolve(text, stage, false);
    assertThat(resolved).isInstanceOf(CommandGrammar.Resolved.Found.class);
    var found = (CommandGrammar.Resolved.Found) resolved;
    Context context =
        new Context(
            new Staging(new FixedTransactions(host)),
            grammar,
            "operator",
            "script",
            Command.Role.VIEWER,
            true,
            false,
            Optional.empty(),
            () -> false,
            _ -> {});
    return found.command().action().run(found.arguments(), context);
  }

  private String shown(String text) throws IOException {
    Result result = run(text);
    assertThat(result.errors()).isEmpty();
    return ViewText.text(result.view());
  }

  @Test
  void everyUsageOfTheCatalogIsReadable() {
    CommandGrammar grammar = new CommandGrammar(StandardCatalog.all());

    assertThat(grammar.size()).isEqualTo(StandardCatalog.all().commands().size());
  }

  @Test
  void linksStandWithTheirDomainMasterAndState() throws IOException {
    assertThat(shown("show links").lines())
        .anyMatch(l -> l.matches(" *4  vif3.0 +up +02:00:00:00:00:04 +1500  test +mail"))
        .anyMatch(l -> l.matches(" *5  eth0 +no carrier +02:00:00:00:00:05 +1500"));
  }

  @Test
  void aBridgeIsShownWithNumberOfPorts() throws IOException {
    assertThat(shown("show bridges test").lines().skip(1))
        .singleElement()
        .asString()
        .matches("test +up +[0-9a-f.]+ +off +1 .*");
    assertThat(shown("show bridge test")).contains("configured", "in force", "vif3.0", "mail");
  }

  @Test
  void aVifIsFoundByEachOfItsNames() throws IOException {
    for (String name : List.of("vif3.0", "mail:0", "3:0", GUEST.toString())) {
      assertThat(shown("show vifs " + name)).as(name).contains("vif3.0", "mail", "test");
    }
    assertThat(shown("show domains mail")).contains("vif3.0");
  }

  @Test
  void portsAreThoseOfOneBridge() throws IOException {
    assertThat(shown("show ports test")).contains("vif3.0", "mail");
    assertThat(shown("show ports virbr0")).isEmpty();
  }

  @Test
  void routesAreThoseOfTheMainTableUnlessAnotherIsNamed() throws IOException {
    assertThat(shown("show routes"))
        .contains("default", "128.153.144.1", "boot")
        .doesNotContain("10.0");
    assertThat(shown("show routes table 100")).contains("10.0.0.0/8").doesNotContain("default");
    assertThat(shown("show routes default dev eth0 table all").lines()).hasSize(2);
  }

  @Test
  void anFdbEntryNamesItsPortAndDomain() throws IOException {
    assertThat(shown("show fdb test").lines().skip(1))
        .singleElement()
        .asString()
        .matches("test +" + GUEST + " +vif3.0 +mail +learned +12");
  }

  @Test
  void aSettingIsReadFromTheHostByEitherSpelling() throws IOException {
    assertThat(shown("show sysctls net.ipv4.conf.vif3.0.proxy_arp")).contains("proxy_arp");
    assertThat(shown("show sysctls net.ipv4.conf.vif3/0.proxy_arp")).contains("proxy_arp");
    assertThat(shown("show sysctls net/ipv4/ip_forward")).containsPattern("ip_forward +1");
    assertThat(host.refreshed())
        .contains(Footprint.of(new OneSysctl(sysctl("net/ipv4/ip_forward"))));
  }

  @Test
  void healthSaysWhyNothingCanBeEdited() throws IOException {
    assertThat(shown("show health"))
        .contains("not possible: this picture is fixed")
        .containsPattern("IPv4 forwarding +on")
        .containsPattern("br_netfilter +not loaded");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() throws IOException {
    for (String line :
        List.of("show bridge tset", "show bridges tset", "show links tset", "show fdb tset")) {
      Result result = run(line);

      assertThat(result.exit()).as(line).isEqualTo(ExitCode.NOT_FOUND);
      assertThat(result.errors())
          .as(line)
          .singleElement()
          .asString()
          .contains("did you mean test?");
    }
  }
}
