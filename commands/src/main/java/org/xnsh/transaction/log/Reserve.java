package org.xnsh.transaction.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// Room on the disk for what the guard of a confirm timer will have to write: a disk that fills up
/// meanwhile must not keep it from taking the timer's group back.
public record Reserve(Path file) {

  /// Some dozens of records.
  private static final int SIZE = 256 << 10;

  /// Takes the room, or throws where there is none.
  public void take() throws IOException {
    PrivateFile.make(file);
    try (RandomAccessFile room = new RandomAccessFile(file.toFile(), "rw")) {
      room.write(new byte[SIZE]);
      room.getFD().sync();
    } catch (IOException e) {
      give();
      throw e;
    }
  }

  /// Gives the room back to the disk.
  public void give() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // then there is none; what is written next tells
      return;
    }
  }
}
