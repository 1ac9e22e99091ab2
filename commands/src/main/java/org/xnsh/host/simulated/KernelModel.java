package org.xnsh.host.simulated;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Settle;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;

/// What a kernel makes of one step: the next picture, settled, or a refusal. Pure.
public final class KernelModel {

  private KernelModel() {}

  /// What a step led to.
  ///
  /// @param index the ifindex of a link that it made
  public record Applied(Network network, OptionalInt index) {}

  /// Does one step. A refused one may still have changed something in a kernel (a failed move of a
  /// port leaves it detached): see [#afterRefusal].
  ///
  /// @param numbered what ifindex a new link gets that asks for this one; placeholders are negative
  public static Applied apply(Network before, Step step, IntUnaryOperator numbered) throws Refusal {
    return switch (step) {
      case Create s when s.key() instanceof LinkKey -> {
        LinkCreation.Made made = LinkCreation.create(before, s, numbered);
        yield new Applied(made.network(), OptionalInt.of(made.link().index()));
      }
      case Create s -> unnumbered(create(before, s));
      case Delete s -> unnumbered(delete(before, s));
      case Step.Set s -> unnumbered(set(before, s.key(), s.attribute(), s.value()));
      case Settle _ -> unnumbered(before);
    };
  }

  /// The picture after a step that was refused: what takes two requests may be half done.
  public static Network afterRefusal(Network before, Step step) {
    return step instanceof Step.Set set && set.key() instanceof LinkKey key && before.has(key)
        ? LinkModel.afterRefusal(before, key, set.attribute(), set.value())
        : before;
  }

  private static Applied unnumbered(Network network) {
    return new Applied(network, OptionalInt.empty());
  }

  private static Network create(Network net, Create step) throws Refusal {
    Attributes given = step.attributes();
    return switch (step.key()) {
      // links are made above; the rest comes and goes with a link and its master
      case LinkKey _, BridgeKey _, PortKey _, VifKey _ -> net;
      case AddressKey k ->
          switch (k.local().family()) {
            case IPV4 -> Address4Model.create(net, k, given);
            case IPV6 -> Address6Model.create(net, k, given);
          };
      case RouteKey k -> RouteModel.create(net, k, given, step.place());
      case NexthopKey k -> NexthopModel.create(net, k, given);
      case RuleKey k -> EntryModel.createRule(net, k, given);
      case NeighbourKey k -> EntryModel.createNeighbour(net, k, given);
      case FdbKey k -> EntryModel.createFdb(net, k, given);
      case MdbKey k -> EntryModel.createMdb(net, k, given);
      case PortVlanKey k -> EntryModel.createVlan(net, k, given);
      case SysctlKey k -> SysctlModel.set(net, k, given.text(SysctlModel.VALUE));
    };
  }

  private static Network delete(Network net, Delete step) throws Refusal {
    return switch (step.key()) {
      case LinkKey k -> LinkModel.delete(net, k);
      case BridgeKey _, PortKey _, VifKey _ -> net;
      case AddressKey k ->
          switch (k.local().family()) {
            case IPV4 -> Address4Model.delete(net, k);
            case IPV6 -> Address6Model.delete(net, k);
          };
      case RouteKey k -> RouteModel.delete(net, k);
      case NexthopKey k -> NexthopModel.delete(net, k);
      case RuleKey _, NeighbourKey _, FdbKey _, MdbKey _, PortVlanKey _ ->
          EntryModel.delete(net, step.key());
      // a setting cannot be deleted: it is there as long as the kernel or its link
      case SysctlKey _ -> net;
    };
  }

  private static Network set(Network net, ObjectKey key, Attribute<?> attribute, Optional<?> value)
      throws Refusal {
    return switch (key) {
      case LinkKey k -> LinkModel.set(net, k, attribute, value);
      case BridgeKey k -> BridgeModel.set(net, k, attribute, value);
      case PortKey k -> PortModel.set(net, k, attribute, value);
      case AddressKey k -> AddressSetting.set(net, k, attribute, value);
      case RouteKey k -> RouteModel.set(net, k, attribute, value);
      case SysctlKey k -> SysctlModel.set(net, k, value.map(Object::toString).orElse(""));
      case NexthopKey k -> NexthopModel.set(net, k, attribute, value);
      case RuleKey _, NeighbourKey _, FdbKey _, MdbKey _, PortVlanKey _, VifKey _ ->
          EntryModel.set(net, key, attribute, value);
    };
  }
}
