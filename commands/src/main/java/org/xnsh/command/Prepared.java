package org.xnsh.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Matching.Match;
import org.xnsh.grammar.Pipeline;
import org.xnsh.grammar.Stage.Sink;

/// A pipeline whose command and filters are known and right.
record Prepared(Pipeline pipeline, Command command, Arguments arguments, List<Match> filters) {

  Prepared {
    filters = List.copyOf(filters);
  }

  /// What the filters leave of a view. Where JSON comes out, they work on data.
  View filtered(View view, boolean json) throws IOException {
    boolean data = json || filters.stream().anyMatch(f -> Filters.word(f.usage()).equals("json"));
    View filtered = data && view instanceof View.Exact exact ? exact.data().orElse(view) : view;
    if (filters.isEmpty()) {
      return view;
    }
    for (Match filter : filters) {
      if (Filters.word(filter.usage()).equals("save")) {
        save(filtered, filter.arguments().text("file"), json);
        return View.NOTHING;
      }
      filtered = Filters.apply(filtered, filter.usage(), filter.arguments());
    }
    return pipeline.filters().getLast().output() == Sink.NOWHERE ? View.NOTHING : filtered;
  }

  /// Only a new file is written, readable by its owner: what a shell shows may be private.
  private static void save(View view, String file, boolean json) throws IOException {
    String text = json ? JsonOutput.text(ViewJson.of(view)) + "\n" : ViewText.text(view);
    try (var channel =
        Files.newByteChannel(
            Path.of(file),
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      var bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (FileAlreadyExistsException e) {
      throw new IOException("the file exists: " + file, e);
    } catch (InvalidPathException e) {
      throw new IOException("no file can be called so: " + file, e);
    }
  }
}
