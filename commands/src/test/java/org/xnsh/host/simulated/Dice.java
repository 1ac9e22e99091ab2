package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Draws; the same seed draws the same.
final class Dice {

  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// Once in so many times.
  boolean in(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  <T> Optional<T> maybe(List<? extends T> of) {
    return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
  }

  /// Two or more of them, in another order.
  <T> List<T> some(List<T> of) {
    List<T> rest = new ArrayList<>(of);
    List<T> taken = new ArrayList<>();
    int count = Math.min(rest.size(), 2 + random.nextInt(2));
    for (int i = 0; i < count; i++) {
      taken.add(rest.remove(random.nextInt(rest.size())));
    }
    return taken;
  }
}
