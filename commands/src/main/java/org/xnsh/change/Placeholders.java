package org.xnsh.change;

import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Set;
import org.xnsh.change.Step.Settle;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// Which ifindexes the kernel chose for links that a plan could only give negative ones.
public record Placeholders(PMap<Integer, Integer> known) {

  public static final Placeholders NONE = new Placeholders(HashTreePMap.empty());

  /// A placeholder that this picture does not use yet.
  public static int next(Network network) {
    return network.links().stream().findFirst().filter(i -> i < 0).map(i -> i - 1).orElse(-1);
  }

  public Placeholders with(int placeholder, int index) {
    return new Placeholders(known.plus(placeholder, index));
  }

  public boolean isEmpty() {
    return known.isEmpty();
  }

  public int resolve(int link) {
    return known.getOrDefault(link, link);
  }

  public ObjectKey resolve(ObjectKey key) {
    return LinkNumbers.replace(key, this::resolve);
  }

  public Attributes resolve(Attributes attributes) {
    return LinkNumbers.replace(attributes, this::resolve);
  }

  public Step resolve(Step step) {
    if (isEmpty()) {
      return step;
    }
    return switch (step) {
      case Create s -> created(s);
      case Delete s -> new Delete(resolve(s.key()), resolve(s.attributes()));
      case Set s -> new Set(resolve(s.key()), s.attribute(), resolve(s.attribute(), s.value()));
      case Settle s -> new Settle(resolve(s.key()));
    };
  }

  private Create created(Create step) {
    return new Create(
        resolve(step.key()),
        resolve(step.attributes()),
        step.place(),
        step.peer().map(this::created));
  }

  private Optional<?> resolve(Attribute<?> attribute, Optional<?> value) {
    Attributes one = Attributes.none(attribute.of()).withAny(attribute, value);
    return resolve(one).get(attribute);
  }

  /// The picture with the chosen ifindexes; costs what stands on the new links.
  public Network resolve(Network network) {
    Network result = network;
    for (Map.Entry<Integer, Integer> entry : known.entrySet()) {
      if (network.has(new LinkKey(entry.getKey()))) {
        result = LinkNumbers.move(result, entry.getKey(), entry.getValue());
      }
    }
    return result;
  }
}
