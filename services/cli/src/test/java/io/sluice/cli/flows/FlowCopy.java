package io.sluice.cli.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A copy of a flow's folder, to be changed. */
record FlowCopy(Path folder) {

  static FlowCopy of(String flow, Path target) throws IOException {
    Path source = RunningSluice.FLOWS.resolve(flow);
    try (Stream<Path> all = Files.walk(source)) {
      for (Path path : all.toList()) {
        Path copy = target.resolve(source.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
    return new FlowCopy(target);
  }

  FlowCopy edit(String file, UnaryOperator<String> change) throws IOException {
    Path path = folder.resolve(file);
    String before = Files.readString(path);
    String after = change.apply(before);
    if (after.equals(before)) {
      throw new IllegalArgumentException("nothing was changed in " + file);
    }
    Files.writeString(path, after);
    return this;
  }

  FlowCopy workbook(String file, UnaryOperator<List<List<Object>>> change) throws IOException {
    Path path = folder.resolve("sample").resolve(file);
    Workbooks.write(path, change.apply(Workbooks.read(path)));
    return this;
  }
}
