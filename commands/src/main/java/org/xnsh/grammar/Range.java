package org.xnsh.grammar;

import java.math.BigDecimal;

/// The numbers that a parameter takes, both ends included.
public record Range(BigDecimal least, BigDecimal most) {

  public static Range of(long least, long most) {
    return new Range(BigDecimal.valueOf(least), BigDecimal.valueOf(most));
  }

  public boolean holds(BigDecimal number) {
    return least.compareTo(number) <= 0 && number.compareTo(most) <= 0;
  }

  @Override
  public String toString() {
    return least.toPlainString() + "-" + most.toPlainString();
  }
}
