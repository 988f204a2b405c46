package io.sluice.work.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurablyTest {

  @TempDir private Path temp;

  @Test
  void shouldGiveANameOnce() throws IOException {
    // given
    Path first = Files.writeString(temp.resolve("first"), "first");
    Path second = Files.writeString(temp.resolve("second"), "second");
    Path name = temp.resolve("name");
    Durably.nameOnce(first, name);

    // when
    var taken = assertThatExceptionOfType(FileAlreadyExistsException.class);

    // then
    taken.isThrownBy(() -> Durably.nameOnce(second, name));
    assertThat(name).hasContent("first");
  }

  @Test
  void shouldLeaveNothingWhereNamesAreGivenOnce() {
    // when // then
    assertThatCode(() -> Durably.requireNamingOnce(temp)).doesNotThrowAnyException();
    assertThat(temp).isEmptyDirectory();
  }

  /** A file system within an archive has no hard links. */
  @Test
  void shouldSayWhatAFolderWithoutHardLinksLacks() throws IOException {
    // given
    try (FileSystem archive =
        FileSystems.newFileSystem(temp.resolve("store.zip"), Map.of("create", "true"))) {
      Path folder = Files.createDirectory(archive.getPath("/store"));

      // when
      var refused = assertThatExceptionOfType(IOException.class);

      // then
      refused
          .isThrownBy(() -> Durably.requireNamingOnce(folder))
          .withMessageContaining("The file system of /store")
          .withMessageContaining("hard link");
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).isEmpty();
      }
    }
  }
}
