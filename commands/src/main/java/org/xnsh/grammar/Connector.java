package org.xnsh.grammar;

/// When a pipeline runs, seen from what came of the one before.
public enum Connector {
  ALWAYS,
  IF_WELL,
  IF_FAILED
}
