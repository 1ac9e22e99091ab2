package org.xnsh.transaction;

import org.xnsh.network.Network;

/// What a command wants: a pure function from the picture as it is to the picture as it shall be.
/// It is called under the lock, with a picture whose footprint is fresh, and possibly more than
/// once.
@FunctionalInterface
public interface Edit {

  /// The wanted picture. The same reference means that nothing has to change.
  Network of(Network before) throws EditRefused;
}
