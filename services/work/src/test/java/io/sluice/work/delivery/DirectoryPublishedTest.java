package io.sluice.work.delivery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder of deliveries says of files that it does not give. */
class DirectoryPublishedTest {

  @TempDir Path folder;

  @Test
  void shouldMissFile() throws IOException {
    // given
    Path root = Files.createDirectory(folder.resolve("published"));

    // then
    assertThatThrownBy(() -> new DirectoryPublished(root).open("sales/2026-10/v1/list.csv"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageEndingWith("list.csv is not there");
  }

  @Test
  void shouldSayNothingOfFileWhileTheFolderItselfIsMissing() {
    // given
    Path root = folder.resolve("published");

    // then
    assertThatThrownBy(() -> new DirectoryPublished(root).open("sales/2026-10/v1/list.csv"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileNotFoundException.class)
        .hasMessage("the folder of published files, %s, is not there", root);
  }
}
