package org.xnsh.shell;

import java.util.List;
import java.util.Map;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.LineReader;
import org.jline.reader.impl.CompletionMatcherImpl;

/// Takes a candidate only if it begins with what was typed. The library's own matcher also takes
/// substrings and near misses, and puts them in place of the typed word.
final class PrefixMatcher extends CompletionMatcherImpl {

  @Override
  protected void defaultMatchers(
      Map<LineReader.Option, Boolean> options,
      boolean prefix,
      CompletingParsedLine line,
      boolean caseInsensitive,
      int errors,
      String originalGroupName) {
    String typed = line.word().substring(0, line.wordCursor());
    matchers = List.of(simpleMatcher(candidate -> candidate.startsWith(typed)));
    exact = candidate -> candidate.equals(line.word());
  }
}
