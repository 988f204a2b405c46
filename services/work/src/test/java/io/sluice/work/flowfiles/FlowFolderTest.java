package io.sluice.work.flowfiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.flow.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowFolderTest {

  @TempDir private Path home;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(home.resolve("wine"));
    write("flow.yaml", "format: 1\nflow: wine\nstages:\n  a: { sql: sql/a.sql }\n");
    write("sql/a.sql", "select 1");
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void shouldReadTextsOfTheFlowAlone() throws IOException {
    // given
    write("sample/x.yaml", "[");
    write("out/2026-10/y.yaml", "[");
    write(".git/z.yaml", "[");
    write("references/none.yaml", "{}");
    write("README.md", "words");

    // when
    FlowSource source = FlowFolder.source(folder);

    // then
    assertThat(source.files()).containsOnlyKeys("flow.yaml", "references/none.yaml", "sql/a.sql");
    assertThat(source.problems()).isEmpty();
  }

  @Test
  void shouldKeepRevisionOverTheWire() throws IOException {
    // given
    write("references/none.yaml", "{}");
    FlowSource source = FlowFolder.source(folder);

    // when
    FlowSource carried = FlowFiles.source(source.revisionFiles());

    // then
    assertThat(Revision.of(carried)).isEqualTo(Revision.of(source)).hasSize(64);
  }

  @Test
  void shouldSeeOtherRevisionInOtherTextOrPath() {
    // given
    FlowSource one = FlowFiles.source(Map.of("a.sql", "x\r\ny"));

    // when, then
    assertThat(Revision.of(one))
        .isEqualTo(Revision.of(FlowFiles.source(Map.of("a.sql", "x\ny"))))
        .isNotEqualTo(Revision.of(FlowFiles.source(Map.of("a.sql", "x\nz"))))
        .isNotEqualTo(Revision.of(FlowFiles.source(Map.of("b.sql", "x\ny"))));
  }

  @Test
  void shouldRefuseLinkOutOfTheFolder() throws IOException {
    // given
    Path outside = Files.writeString(home.resolve("secret.sql"), "select 2");
    Files.createSymbolicLink(folder.resolve("sql/b.sql"), outside);

    // when
    FlowSource source = FlowFolder.source(folder);

    // then
    assertThat(source.files()).doesNotContainKey("sql/b.sql");
    assertThat(source.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.file()).isEqualTo("sql/b.sql"));
  }

  /** As Kubernetes mounts a ConfigMap: what is read are links into a hidden folder. */
  @Test
  void shouldFollowLinksWithinTheFolder() throws IOException {
    // given
    FlowSource plain = FlowFolder.source(folder);
    Path mounted = Files.createDirectory(home.resolve("mounted"));
    Path data = Files.createDirectory(mounted.resolve("..2026_11_21"));
    for (var file : plain.files().entrySet()) {
      Path target = data.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    Files.createSymbolicLink(mounted.resolve("..data"), data.getFileName());
    for (String top : List.of("flow.yaml", "sql")) {
      Files.createSymbolicLink(mounted.resolve(top), Path.of("..data", top));
    }

    // when
    FlowSource source = FlowFolder.source(mounted);

    // then
    assertThat(source.problems()).isEmpty();
    assertThat(source.files())
        .isEqualTo(plain.files())
        .containsKey("flow.yaml")
        .hasSizeGreaterThan(1);
  }

  @Test
  void shouldRefuseLinkedFolderOutsideTheFolder() throws IOException {
    // given
    Path outside = Files.createDirectory(home.resolve("others"));
    Files.writeString(outside.resolve("secret.sql"), "select 2");
    Files.createSymbolicLink(folder.resolve("more"), outside);

    // when
    FlowSource source = FlowFolder.source(folder);

    // then
    assertThat(source.files().keySet()).noneMatch(path -> path.startsWith("more"));
    assertThat(source.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.file()).isEqualTo("more"));
  }

  @Test
  void shouldRefuseFilesThatAreTooLongOrNotUtf8() throws IOException {
    // given
    write("sql/long.sql", "x".repeat(FlowSource.MAX_BYTES + 1));
    Files.write(folder.resolve("sql/latin.sql"), new byte[] {(byte) 0xe9, 'x'});

    // when
    FlowSource source = FlowFolder.source(folder);

    // then
    assertThat(source.problems())
        .extracting(problem -> problem.file() + " " + problem.message())
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).startsWith("sql/long.sql the file has more than 512 KB"),
            two -> assertThat(two).startsWith("sql/latin.sql the file is not UTF-8"));
  }

  @Test
  void shouldTellMissingFolder() {
    // when
    FlowSource source = FlowFolder.source(home.resolve("gone"));

    // then
    assertThat(FlowProblemsTest.problems(FlowFolder.load(home.resolve("gone"), SqlWords.INSPECTOR)))
        .hasSize(1);
    assertThat(source.files()).isEmpty();
  }
}
