package org.xnsh.network;

import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A persistent hash map that can be compared with an older version of itself at the cost of what
/// lies between the two: subtrees that both share are passed over by reference. The persistent maps
/// of the collections library have no such comparison, and a walk over the 60,000 objects of a host
/// with 4,096 ports would cost more than the edit.
///
/// A hash array mapped trie (Bagwell, "Ideal Hash Trees", 2001), five bits of the hash a level.
final class Trie<K, V> {

  private static final Trie<Object, Object> EMPTY = new Trie<>(null, 0);

  private final @Nullable Node root;
  private final int size;

  /// A subtree.
  private sealed interface Node {}

  private record Leaf(int hash, Object key, Object value) implements Node {}

  /// Keys of one hash, two or more.
  private record Collision(int hash, List<Leaf> leaves) implements Node {}

  /// @param bitmap which of 32 places are taken; children has only those
  @SuppressWarnings("ArrayRecordComponent") // compared by reference only
  private record Branch(int bitmap, Node[] children) implements Node {}

  private Trie(@Nullable Node root, int size) {
    this.root = root;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // the empty one holds nothing of any type
  static <K, V> Trie<K, V> empty() {
    return (Trie<K, V>) EMPTY;
  }

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked") // plus() admits only V
  @Nullable V get(Object key) {
    Leaf leaf = find(root, spread(key), key, 0);
    return leaf == null ? null : (V) leaf.value();
  }

  V getOrDefault(Object key, V otherwise) {
    V value = get(key);
    return value == null ? otherwise : value;
  }

  boolean containsKey(Object key) {
    return find(root, spread(key), key, 0) != null;
  }

  Trie<K, V> plus(K key, V value) {
    Leaf leaf = new Leaf(spread(key), key, value);
    Node changed = root == null ? leaf : put(root, leaf, 0);
    return new Trie<>(changed, containsKey(key) ? size : size + 1);
  }

  Trie<K, V> minus(Object key) {
    if (root == null || !containsKey(key)) {
      return this;
    }
    Node changed = remove(root, spread(key), key, 0);
    return changed == null ? empty() : new Trie<>(changed, size - 1);
  }

  /// A view; no order.
  Set<K> keySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<K> iterator() {
        return new Keys<>(root);
      }

      @Override
      public int size() {
        return size;
      }

      @Override
      public boolean contains(@Nullable Object key) {
        return key != null && containsKey(key);
      }
    };
  }

  /// Tells every key whose value is not the same reference on both sides, or that one side lacks.
  @SuppressWarnings("unchecked") // plus() admits only K
  void differing(Trie<K, V> other, Consumer<K> differs) {
    compare(root, other.root, 0, key -> differs.accept((K) key));
  }

  private static int spread(Object key) {
    int hash = key.hashCode() * 0x9e3779b9;
    return hash ^ hash >>> 15;
  }

  private static int bit(int hash, int shift) {
    return 1 << (hash >>> shift);
  }

  private static int place(int bitmap, int bit) {
    return Integer.bitCount(bitmap & bit - 1);
  }

  /// Without a switch over the kinds of nodes: nothing in a picture is called as often, and a
  /// switch by type is a call through a method handle.
  private static @Nullable Leaf find(@Nullable Node start, int hash, Object key, int from) {
    Node node = start;
    int shift = from;
    while (node instanceof Branch(int bitmap, Node[] children)) {
      int bit = bit(hash, shift);
      node = (bitmap & bit) == 0 ? null : children[place(bitmap, bit)];
      shift += 5;
    }
    if (node instanceof Leaf leaf) {
      return leaf.hash() == hash && leaf.key().equals(key) ? leaf : null;
    }
    return node instanceof Collision same ? among(same.leaves(), hash, key) : null;
  }

  private static @Nullable Leaf among(List<Leaf> leaves, int hash, Object key) {
    for (Leaf leaf : leaves) {
      if (leaf.hash() == hash && leaf.key().equals(key)) {
        return leaf;
      }
    }
    return null;
  }

  private static Node put(Node node, Leaf leaf, int shift) {
    return switch (node) {
      case Leaf old when old.hash() == leaf.hash() && old.key().equals(leaf.key()) -> leaf;
      case Leaf old when old.hash() == leaf.hash() ->
          new Collision(leaf.hash(), List.of(old, leaf));
      case Leaf old -> put(branchOf(old, old.hash(), shift), leaf, shift);
      case Collision old when old.hash() == leaf.hash() ->
          new Collision(leaf.hash(), with(old.leaves(), leaf));
      case Collision old -> put(branchOf(old, old.hash(), shift), leaf, shift);
      case Branch branch -> {
        int bit = bit(leaf.hash(), shift);
        int place = place(branch.bitmap(), bit);
        boolean taken = (branch.bitmap() & bit) != 0;
        Node[] children = new Node[branch.children().length + (taken ? 0 : 1)];
        System.arraycopy(branch.children(), 0, children, 0, place);
        int rest = taken ? place + 1 : place;
        System.arraycopy(
            branch.children(), rest, children, place + 1, branch.children().length - rest);
        children[place] = taken ? put(branch.children()[place], leaf, shift + 5) : leaf;
        yield new Branch(branch.bitmap() | bit, children);
      }
    };
  }

  private static Branch branchOf(Node only, int hash, int shift) {
    return new Branch(bit(hash, shift), new Node[] {only});
  }

  private static List<Leaf> with(List<Leaf> leaves, Leaf leaf) {
    List<Leaf> all = new ArrayList<>(without(leaves, leaf.key()));
    all.add(leaf);
    return List.copyOf(all);
  }

  private static List<Leaf> without(List<Leaf> leaves, Object key) {
    return leaves.stream().filter(l -> !l.key().equals(key)).toList();
  }

  /// Called only where the key is there.
  private static @Nullable Node remove(Node node, int hash, Object key, int shift) {
    return switch (node) {
      case Leaf _ -> null;
      case Collision same -> {
        List<Leaf> rest = without(same.leaves(), key);
        yield rest.size() == 1 ? rest.getFirst() : new Collision(hash, rest);
      }
      case Branch branch -> {
        int bit = bit(hash, shift);
        int place = place(branch.bitmap(), bit);
        Node child = remove(branch.children()[place], hash, key, shift + 5);
        if (child != null) {
          Node[] children = branch.children().clone();
          children[place] = child;
          yield new Branch(branch.bitmap(), children);
        }
        if (branch.children().length == 1) {
          yield null;
        }
        Node[] children = new Node[branch.children().length - 1];
        System.arraycopy(branch.children(), 0, children, 0, place);
        System.arraycopy(branch.children(), place + 1, children, place, children.length - place);
        yield new Branch(branch.bitmap() & ~bit, children);
      }
    };
  }

  private static void compare(
      @Nullable Node one, @Nullable Node two, int shift, Consumer<Object> differs) {
    if (one == two) {
      return;
    }
    if (one instanceof Branch a && two instanceof Branch b) {
      for (int all = a.bitmap() | b.bitmap(); all != 0; all &= all - 1) {
        int bit = Integer.lowestOneBit(all);
        compare(child(a, bit), child(b, bit), shift + 5, differs);
      }
      return;
    }
    // Of different shape at this place: few keys on one side at least.
    Set<Object> keys = new HashSet<>();
    collect(one, keys);
    collect(two, keys);
    for (Object key : keys) {
      Leaf a = find(one, spread(key), key, shift);
      Leaf b = find(two, spread(key), key, shift);
      if (a == null || b == null || a.value() != b.value()) {
        differs.accept(key);
      }
    }
  }

  private static @Nullable Node child(Branch branch, int bit) {
    return (branch.bitmap() & bit) == 0 ? null : branch.children()[place(branch.bitmap(), bit)];
  }

  private static void collect(@Nullable Node node, Set<Object> keys) {
    new Keys<>(node).forEachRemaining(keys::add);
  }

  /// Walks a subtree depth first.
  private static final class Keys<K> implements Iterator<K> {
    private final Deque<Node> open = new ArrayDeque<>();

    Keys(@Nullable Node root) {
      if (root != null) {
        open.push(root);
      }
    }

    @Override
    public boolean hasNext() {
      return !open.isEmpty();
    }

    @Override
    @SuppressWarnings("unchecked") // plus() admits only K
    public K next() {
      while (!open.isEmpty()) {
        switch (open.pop()) {
          case Leaf leaf -> {
            return (K) leaf.key();
          }
          case Collision same -> same.leaves().forEach(open::push);
          case Branch branch -> {
            for (Node child : branch.children()) {
              open.push(child);
            }
          }
        }
      }
      throw new NoSuchElementException();
    }
  }

  /// The same keys with equal values.
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Trie<?, ?> that) || size != that.size) {
      return this == other;
    }
    List<Object> unequal = new ArrayList<>();
    compare(
        root,
        that.root,
        0,
        key -> {
          Object value = get(key);
          if (value == null || !value.equals(that.get(key))) {
            unequal.add(key);
          }
        });
    return unequal.isEmpty();
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (K key : keySet()) {
      hash += key.hashCode();
    }
    return hash;
  }
}
