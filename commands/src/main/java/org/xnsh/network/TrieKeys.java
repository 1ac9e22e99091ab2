package org.xnsh.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnsh.network.TrieNode.Branch;
import org.xnsh.network.TrieNode.Collision;
import org.xnsh.network.TrieNode.Leaf;

/// The keys of a subtree, depth first; and where two subtrees are not the same, at the cost of what
/// they do not share.
final class TrieKeys<K> implements Iterator<K> {
  private final Deque<TrieNode> open = new ArrayDeque<>();

  TrieKeys(@Nullable TrieNode root) {
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
          for (TrieNode child : branch.children()) {
            open.push(child);
          }
        }
      }
    }
    throw new NoSuchElementException();
  }

  static void compare(
      @Nullable TrieNode one, @Nullable TrieNode two, int shift, Consumer<Object> differs) {
    if (one == two) {
      return;
    }
    if (one instanceof Branch a && two instanceof Branch b) {
      for (int all = a.bitmap() | b.bitmap(); all != 0; all &= all - 1) {
        int bit = Integer.lowestOneBit(all);
        compare(a.child(bit), b.child(bit), shift + 5, differs);
      }
      return;
    }
    // Of different shape at this place: few keys on one side at least.
    Set<Object> keys = new HashSet<>();
    collect(one, keys);
    collect(two, keys);
    for (Object key : keys) {
      Leaf a = TrieNode.find(one, Trie.spread(key), key, shift);
      Leaf b = TrieNode.find(two, Trie.spread(key), key, shift);
      if (a == null || b == null || a.value() != b.value()) {
        differs.accept(key);
      }
    }
  }

  private static void collect(@Nullable TrieNode node, Set<Object> keys) {
    new TrieKeys<>(node).forEachRemaining(keys::add);
  }
}
