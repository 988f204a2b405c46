package io.sluice.work.store;

import io.sluice.work.store.TableFacts.TableColumn;
import java.nio.file.Path;
import java.util.List;

/** What a store keeps of an artefact. */
public sealed interface Kept {

  /**
   * Its files have the bytes that its manifest tells of.
   *
   * @param files in the order they were written
   * @param fingerprint of all of them, as the manifest says
   */
  record Whole(List<File> files, String fingerprint) implements Kept {
    public Whole {
      files = List.copyOf(files);
    }
  }

  /** Nothing is there: it was swept, or set aside as damaged. */
  record Missing() implements Kept {}

  /**
   * It is there, but not as it was committed.
   *
   * @param why in words, without a full stop
   */
  record Damaged(String why) implements Kept {}

  /**
   * A file of an artefact.
   *
   * @param columns of the table in it; empty when it is no table
   * @param fingerprint of its content, as the manifest says
   */
  record File(
      String output, Path path, String sha256, List<TableColumn> columns, String fingerprint) {
    public File {
      columns = List.copyOf(columns);
    }
  }
}
