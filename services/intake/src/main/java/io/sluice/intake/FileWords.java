package io.sluice.intake;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/**
 * What people are told when a file or a folder makes trouble: often Java says no more than where.
 */
final class FileWords {

  private FileWords() {}

  static String of(IOException trouble) {
    return switch (trouble) {
      case FileSystemException e when e.getReason() != null -> String.valueOf(e.getMessage());
      case AccessDeniedException e -> "access to %s is denied".formatted(e.getFile());
      case NoSuchFileException e -> "%s is not there".formatted(e.getFile());
      case FileSystemException e -> "%s: %s".formatted(e.getClass().getSimpleName(), e.getFile());
      default ->
          Objects.requireNonNullElse(trouble.getMessage(), trouble.getClass().getSimpleName());
    };
  }
}
