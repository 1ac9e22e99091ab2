package org.xnsh.network;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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

  private final @Nullable TrieNode root;
  private final int size;

  private Trie(@Nullable TrieNode root, int size) {
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
    TrieNode.Leaf leaf = TrieNode.find(root, spread(key), key, 0);
    return leaf == null ? null : (V) leaf.value();
  }

  V getOrDefault(Object key, V otherwise) {
    V value = get(key);
    return value == null ? otherwise : value;
  }

  boolean containsKey(Object key) {
    return TrieNode.find(root, spread(key), key, 0) != null;
  }

  Trie<K, V> plus(K key, V value) {
    TrieNode.Leaf leaf = new TrieNode.Leaf(spread(key), key, value);
    TrieNode changed = root == null ? leaf : TrieNode.put(root, leaf, 0);
    return new Trie<>(changed, containsKey(key) ? size : size + 1);
  }

  Trie<K, V> minus(Object key) {
    if (root == null || !containsKey(key)) {
      return this;
    }
    TrieNode changed = TrieNode.remove(root, spread(key), key, 0);
    return changed == null ? empty() : new Trie<>(changed, size - 1);
  }

  /// A view; no order.
  Set<K> keySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<K> iterator() {
        return new TrieKeys<>(root);
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
    TrieKeys.compare(root, other.root, 0, key -> differs.accept((K) key));
  }

  static int spread(Object key) {
    int hash = key.hashCode() * 0x9e3779b9;
    return hash ^ hash >>> 15;
  }

  /// The same keys with equal values.
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Trie<?, ?> that) || size != that.size) {
      return this == other;
    }
    List<Object> unequal = new ArrayList<>();
    TrieKeys.compare(
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
