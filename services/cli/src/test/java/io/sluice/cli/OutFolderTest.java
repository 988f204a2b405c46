package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.work.delivery.DirectoryPublished;
import io.sluice.work.delivery.PublishedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutFolderTest {

  private static final String SHA_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path temp;
  private Path out;
  private Path source;

  @BeforeEach
  void publish() throws IOException {
    out = temp.resolve("out");
    source = Files.writeString(temp.resolve("a.csv"), "abc");
  }

  @Test
  void shouldReplacePublishedFilesAndKeepOthers() throws IOException {
    // given
    Files.createDirectories(out);
    Files.writeString(out.resolve("a.csv"), "old");
    Files.writeString(out.resolve("notes.txt"), "mine");

    // when
    List<PublishedFile> copies =
        OutFolder.replace(out, List.of(file("a.csv", SHA_OF_ABC)), published());

    // then
    assertThat(copies)
        .extracting(PublishedFile::place)
        .containsExactly(out.resolve("a.csv").toString());
    assertThat(out.resolve("a.csv")).hasContent("abc");
    assertThat(out.resolve("notes.txt")).hasContent("mine");
    assertThat(out).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void shouldChangeNothingWhenOneFileDiffersFromWhatWasPublished() {
    List<PublishedFile> files = List.of(file("a.csv", SHA_OF_ABC), file("b.csv", "00"));

    assertThatThrownBy(() -> OutFolder.replace(out, files, published()))
        .hasMessageContaining("was changed");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void shouldSayWhyTheFolderCannotBeWritten() throws IOException {
    Files.writeString(out, "a file");

    assertThatThrownBy(
            () -> OutFolder.replace(out, List.of(file("a.csv", SHA_OF_ABC)), published()))
        .hasMessageContaining(": %s is there already. Mend that", out);
  }

  @Test
  void shouldRefuseNameThatLeadsOut() {
    List<PublishedFile> files = List.of(file("../b.csv", SHA_OF_ABC));

    assertThatThrownBy(() -> OutFolder.replace(out, files, published()))
        .hasMessageContaining("no plain name");
  }

  private PublishedFiles published() {
    return new DirectoryPublished(temp);
  }

  private PublishedFile file(String name, String sha256) {
    return new PublishedFile(name, "a.csv", source.toString(), sha256, OptionalLong.empty());
  }
}
