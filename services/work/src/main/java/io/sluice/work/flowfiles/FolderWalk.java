package io.sluice.work.flowfiles;

import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.flow.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the texts of a flow's folder. For one walk; not thread-safe. */
final class FolderWalk extends SimpleFileVisitor<Path> {

  private static final int MOST_FILES = 2_000;
  private static final int DEEPEST = 8;
  private static final Set<String> NOT_READ = Set.of("sample", "out");

  private static final String LEADS_OUT =
      "the link leads out of the flow's folder; copy the file instead";

  private static final String CLOSED =
      "the folder %s cannot be entered; give this program's user the rights to read and enter it";

  private final Path root;
  private final Map<String, String> files = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private int seen;

  /**
   * @param root the folder itself, no link to it
   */
  FolderWalk(Path root) {
    this.root = root;
  }

  void walk() throws IOException {
    // folders are links where Kubernetes mounts a ConfigMap
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, this);
  }

  Map<String, String> files() {
    return files;
  }

  List<Problem> problems() {
    return problems;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
      throws IOException {
    if (!dir.equals(root) && (isHidden(dir) || isNotRead(dir))) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (leadsOut(dir)) {
      problem(relative(dir), LEADS_OUT);
      return FileVisitResult.SKIP_SUBTREE;
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean leadsOut(Path path) throws IOException {
    return !path.toRealPath().startsWith(root);
  }

  private boolean isNotRead(Path dir) {
    return NOT_READ.contains(relative(dir));
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (++seen > MOST_FILES) {
      problem(FlowSource.FLOW_FILE, "the folder holds more than %d files".formatted(MOST_FILES));
      return FileVisitResult.TERMINATE;
    }
    String path = relative(file);
    if (!isHidden(file) && (path.endsWith(".yaml") || path.endsWith(".sql"))) {
      take(file, path);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, @Nullable IOException cause) {
    if (file.equals(root)) {
      problem(FlowSource.FLOW_FILE, CLOSED.formatted(file));
    } else {
      problem(relative(file), "the file cannot be read; check its permissions");
    }
    return FileVisitResult.CONTINUE;
  }

  private void take(Path file, String path) throws IOException {
    if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
      problem(path, "the file cannot be read; check its permissions");
      return;
    }
    if (leadsOut(file)) {
      problem(path, LEADS_OUT);
      return;
    }
    byte[] bytes = head(file);
    if (bytes.length > FlowSource.MAX_BYTES) {
      problem(path, "the file has more than %d KB".formatted(FlowSource.MAX_BYTES / 1024));
      return;
    }
    decode(path, bytes);
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(FlowSource.MAX_BYTES + 1);
    }
  }

  private void decode(String path, byte[] bytes) {
    try {
      files.put(
          path, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      problem(path, "the file is not UTF-8; save it as UTF-8");
    }
  }

  private void problem(String path, String message) {
    problems.add(new Problem("", path, 1, 1, message));
  }

  private String relative(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
