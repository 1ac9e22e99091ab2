package org.xnsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.host.Topology.BridgePlan;
import org.xnsh.host.Topology.End;
import org.xnsh.host.Topology.Place;

final class TopologiesTest {

  @ParameterizedTest
  @ValueSource(strings = {"seed", "bare", "empty", "ports:1", "ports:16", "ports:2500"})
  void everyNamedTopologyNamesOnlyLinksThatItMakes(String name) {
    Topology topology = Topologies.named(name).orElseThrow();
    List<String> links =
        topology.cables().stream()
            .flatMap(c -> Stream.of(c.near(), c.far()))
            .filter(e -> e.place().equals(Place.DOM0))
            .map(End::name)
            .toList();
    List<String> ports = topology.bridges().stream().flatMap(b -> b.ports().stream()).toList();
    assertThat(topology.name()).isEqualTo(name);
    assertThat(links).doesNotHaveDuplicates().containsAll(ports);
    assertThat(ports).doesNotHaveDuplicates();
    assertThat(topology.vifs()).allMatch(v -> links.contains(v.link()));
    assertThat(topology.bridges()).allMatch(b -> b.ports().size() <= 1000);
  }

  @Test
  void seedHasTheBridgesOfTheArticle() {
    Set<String> test = new HashSet<>(ports("test"));
    assertThat(test).containsExactlyInAnyOrder("peth1", "vif0.1", "vif3.0");
    assertThat(ports("xenbr0")).contains("peth0", "vif0.0", "vif4.0");
    assertThat(ports("virbr0")).isEmpty();
    assertThat(Topologies.seed().guests()).containsExactly("test", "web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "seeds", "ports", "ports:", "ports:0", "ports:x", "ports:99999"})
  void otherNamesAreNone(String name) {
    assertThat(Topologies.named(name)).isEmpty();
  }

  private static List<String> ports(String bridge) {
    return Topologies.seed().bridges().stream()
        .filter(b -> b.name().equals(bridge))
        .map(BridgePlan::ports)
        .findFirst()
        .orElseThrow();
  }
}
