package io.sluice.work.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWordsTest {

  @TempDir Path folder;

  @Test
  void shouldNameTheCauseWhereJavaNamesThePlaceAlone() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path missing = folder.resolve("missing");

    assertThat(words(() -> Files.size(missing))).isEqualTo(missing + " is not there");
    assertThat(words(() -> Files.createDirectories(file))).isEqualTo(file + " is there already");
    assertThat(FileWords.of(new NotDirectoryException("/data"))).isEqualTo("/data is no folder");
    assertThat(FileWords.of(new AccessDeniedException("/data")))
        .isEqualTo("access to /data is denied");
  }

  @Test
  void shouldKeepTheCauseThatJavaNames() {
    assertThat(FileWords.of(new FileSystemException("/data", null, "No space left on device")))
        .isEqualTo("/data: No space left on device");
    assertThat(FileWords.of(new IOException("the bucket does not answer")))
        .isEqualTo("the bucket does not answer");
    assertThat(FileWords.of(new EOFException())).isEqualTo("EOFException");
  }

  private static String words(ThrowingCallable failing) {
    return FileWords.of(catchThrowableOfType(IOException.class, failing));
  }
}
