package io.sluice.work.files;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/**
 * What people are told when a file or a folder makes trouble: often Java says no more than where.
 */
public final class FileWords {

  private FileWords() {}

  /** The cause and the place, to stand behind a colon: {@code access to /data is denied}. */
  public static String of(Exception trouble) {
    return switch (trouble) {
      case FileSystemException e when e.getReason() != null -> String.valueOf(e.getMessage());
      case AccessDeniedException e -> "access to %s is denied".formatted(e.getFile());
      case NoSuchFileException e -> "%s is not there".formatted(e.getFile());
      case FileAlreadyExistsException e -> "%s is there already".formatted(e.getFile());
      case NotDirectoryException e -> "%s is no folder".formatted(e.getFile());
      case FileSystemException e -> "%s: %s".formatted(e.getClass().getSimpleName(), e.getFile());
      default ->
          Objects.requireNonNullElse(trouble.getMessage(), trouble.getClass().getSimpleName());
    };
  }
}
