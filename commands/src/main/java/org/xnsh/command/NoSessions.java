package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.transaction.Kept;

/// Where nobody keeps a list.
record NoSessions() implements Sessions {

  @Override
  public List<Open> open() {
    return List.of();
  }

  @Override
  public List<Open> elsewhere() {
    return List.of();
  }

  @Override
  public List<Left> left() {
    return List.of();
  }

  @Override
  public Told tell(Optional<String> operator, String text) {
    return new Told.At(0);
  }

  @Override
  public boolean end(long number) {
    return false;
  }

  @Override
  public Optional<Kept> take(long number) {
    return Optional.empty();
  }

  @Override
  public boolean knowsAll() {
    return false;
  }
}
