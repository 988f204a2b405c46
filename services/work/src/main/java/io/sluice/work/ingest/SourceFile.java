package io.sluice.work.ingest;

import java.nio.file.Path;

/**
 * A file to take in.
 *
 * @param name what its sender calls it; endings such as {@code .gz} are read from here and it is
 *     what refusals say
 * @param path where its bytes are
 */
public record SourceFile(String name, Path path) {}
