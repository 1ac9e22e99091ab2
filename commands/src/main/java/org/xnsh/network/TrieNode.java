package org.xnsh.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subtree of a [Trie]: what is found in it, and the subtree that there is with a key more or
/// less.
sealed interface TrieNode {

  record Leaf(int hash, Object key, Object value) implements TrieNode {}

  /// Keys of one hash, two or more.
  record Collision(int hash, List<Leaf> leaves) implements TrieNode {}

  /// @param bitmap which of 32 places are taken; children has only those
  @SuppressWarnings("ArrayRecordComponent") // compared by reference only
  record Branch(int bitmap, TrieNode[] children) implements TrieNode {

    @Nullable TrieNode child(int bit) {
      return (bitmap & bit) == 0 ? null : children[place(bitmap, bit)];
    }
  }

  private static int bit(int hash, int shift) {
    return 1 << (hash >>> shift);
  }

  private static int place(int bitmap, int bit) {
    return Integer.bitCount(bitmap & bit - 1);
  }

  /// Without a switch over the kinds of nodes: nothing in a picture is called as often, and a
  /// switch by type is a call through a method handle.
  static @Nullable Leaf find(@Nullable TrieNode start, int hash, Object key, int from) {
    TrieNode node = start;
    int shift = from;
    while (node instanceof Branch branch) {
      node = branch.child(bit(hash, shift));
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

  static TrieNode put(TrieNode node, Leaf leaf, int shift) {
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
        TrieNode[] children = new TrieNode[branch.children().length + (taken ? 0 : 1)];
        System.arraycopy(branch.children(), 0, children, 0, place);
        int rest = taken ? place + 1 : place;
        System.arraycopy(
            branch.children(), rest, children, place + 1, branch.children().length - rest);
        children[place] = taken ? put(branch.children()[place], leaf, shift + 5) : leaf;
        yield new Branch(branch.bitmap() | bit, children);
      }
    };
  }

  private static Branch branchOf(TrieNode only, int hash, int shift) {
    return new Branch(bit(hash, shift), new TrieNode[] {only});
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
  static @Nullable TrieNode remove(TrieNode node, int hash, Object key, int shift) {
    return switch (node) {
      case Leaf _ -> null;
      case Collision same -> {
        List<Leaf> rest = without(same.leaves(), key);
        yield rest.size() == 1 ? rest.getFirst() : new Collision(hash, rest);
      }
      case Branch branch -> {
        int bit = bit(hash, shift);
        int place = place(branch.bitmap(), bit);
        TrieNode child = remove(branch.children()[place], hash, key, shift + 5);
        if (child != null) {
          TrieNode[] children = branch.children().clone();
          children[place] = child;
          yield new Branch(branch.bitmap(), children);
        }
        if (branch.children().length == 1) {
          yield null;
        }
        TrieNode[] children = new TrieNode[branch.children().length - 1];
        System.arraycopy(branch.children(), 0, children, 0, place);
        System.arraycopy(branch.children(), place + 1, children, place, children.length - place);
        yield new Branch(branch.bitmap() & ~bit, children);
      }
    };
  }
}
