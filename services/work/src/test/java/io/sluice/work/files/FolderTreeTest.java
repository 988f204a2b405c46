package io.sluice.work.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {

  @TempDir private Path temp;

  @Test
  void shouldDeleteAllBelowButNothingThatLinksPointTo() throws IOException {
    // given
    Path kept = Files.createDirectory(temp.resolve("kept"));
    Files.writeString(kept.resolve("a.txt"), "a");
    Path tree = Files.createDirectories(temp.resolve("tree/deep/deeper"));
    Files.writeString(tree.resolve("b.txt"), "b");
    Files.createSymbolicLink(tree.resolve("link"), kept);

    // when
    FolderTree.delete(temp.resolve("tree"));

    // then
    assertThat(temp.resolve("tree")).doesNotExist();
    assertThat(kept.resolve("a.txt")).hasContent("a");
  }

  @Test
  void shouldDoNothingWhereNoFolderIs() throws IOException {
    // when
    FolderTree.delete(temp.resolve("absent"));

    // then
    assertThat(temp).isEmptyDirectory();
  }
}
