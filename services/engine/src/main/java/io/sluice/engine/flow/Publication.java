package io.sluice.engine.flow;

/** A file that a run publishes; expands to an export stage {@code publish.<name>}. */
public record Publication(String name, Export export, String pool) {

  /** The pool of publications that name none. */
  public static final String DEFAULT_POOL = "publish";

  /** The file's name: the publication's name and the format's ending. */
  public String fileName() {
    return name + export.ending();
  }
}
