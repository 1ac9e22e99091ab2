package org.xnsh.change;

import org.xnsh.network.Attribute;
import org.xnsh.network.ObjectKey;

/// What a way back has to know beyond two pictures.
public interface Background {

  /// Whether the ifindex is another link's by now than the transaction's.
  boolean isAnother(int link);

  /// Whether the link is a guest's vif: netback alone makes one, and takes it away.
  boolean isVif(int link);

  /// What became of a link that is gone, or empty where that is not known.
  String lost(int link);

  /// Whether the object goes back whatever was changed since.
  boolean isInsisted(ObjectKey key);

  /// Whether nobody but a hand outside changed the attribute since.
  boolean isByOthers(ObjectKey key, Attribute<?> attribute);

  /// Nothing is known, and nothing insisted on.
  Background PLAIN =
      new Background() {
        @Override
        public boolean isAnother(int link) {
          return false;
        }

        @Override
        public boolean isVif(int link) {
          return false;
        }

        @Override
        public String lost(int link) {
          return "";
        }

        @Override
        public boolean isInsisted(ObjectKey key) {
          return false;
        }

        @Override
        public boolean isByOthers(ObjectKey key, Attribute<?> attribute) {
          return false;
        }
      };
}
