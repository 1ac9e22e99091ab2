package org.xnsh.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrieTest {

  /// Many keys share one hash, so that collisions and deep branches are drawn too.
  private record Key(int number) {
    @Override
    public int hashCode() {
      return number % 3 == 0 ? number % 6 : number;
    }
  }

  @Test
  void holdsAndTellsTheDifferenceAsAHashMapWould() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<Key, Integer> plain = new HashMap<>();
    Trie<Key, Integer> trie = Trie.empty();
    for (int round = 0; round < 200; round++) {
      Map<Key, Integer> before = new HashMap<>(plain);
      Trie<Key, Integer> old = trie;
      for (int i = random.nextInt(12); i >= 0; i--) {
        Key key = new Key(random.nextInt(90));
        if (random.nextInt(5) < 2) {
          plain.remove(key);
          trie = trie.minus(key);
        } else {
          Integer value = random.nextInt(100);
          plain.put(key, value);
          trie = trie.plus(key, value);
        }
      }
      assertThat(trie.keySet()).as("seed %d", seed).isEqualTo(plain.keySet());
      assertThat(trie.size()).as("seed %d", seed).isEqualTo(plain.size());
      Set<Key> expected = new HashSet<>(before.keySet());
      expected.addAll(plain.keySet());
      expected.removeIf(k -> Objects.equals(before.get(k), plain.get(k)));
      Set<Key> told = new HashSet<>();
      old.differing(trie, told::add);
      assertThat(told).as("seed %d", seed).isEqualTo(expected);
      assertThat(old.equals(trie)).as("seed %d", seed).isEqualTo(before.equals(plain));
    }
  }
}
