package org.xnsh.command;

import org.xnsh.command.View.Tone;

/// Something that an operator should know of.
///
/// @param tone how bad it is
/// @param about the link that it is about
/// @param text what is so and what comes of it
record Finding(Tone tone, String about, String text) {

  static Finding bad(String about, String text) {
    return new Finding(Tone.BAD, about, text);
  }

  static Finding warning(String about, String text) {
    return new Finding(Tone.WARNING, about, text);
  }
}
