package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;

/// Keeps what a line gives, for whoever ran it.
final class Caught implements Output {

  private final List<View> views = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  @Override
  public void show(View view) {
    views.add(view);
  }

  @Override
  public void fault(Fault fault) {
    faults.addAll(fault.text());
  }

  List<View> views() {
    return List.copyOf(views);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }
}
