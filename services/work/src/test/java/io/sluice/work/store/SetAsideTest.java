package io.sluice.work.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideTest {

  @TempDir Path temp;
  private final List<Path> looks = new ArrayList<>();
  private Path folder;

  @BeforeEach
  void keepAnArtefact() throws IOException {
    folder = Files.createDirectory(temp.resolve("cafe"));
    Files.writeString(folder.resolve("data.parquet"), "rows");
  }

  /** What is damaged at the first look only. */
  private boolean isDamagedAtFirst(Path looked) {
    looks.add(looked);
    return looks.size() == 1;
  }

  @Test
  void shouldLookAtWhatItMovedAndPutBackWhatWasMadeAgain() throws IOException {
    // when
    Optional<Path> kept = SetAside.folder(folder, this::isDamagedAtFirst);

    // then
    assertThat(kept).isEmpty();
    assertThat(looks).hasSize(2).doesNotHaveDuplicates();
    assertThat(folder.resolve("data.parquet")).hasContent("rows");
    assertThat(temp).isDirectoryNotContaining("glob:**.damaged-*");
  }

  @Test
  void shouldLeaveTheNameToAnAttemptThatBeganUnderIt() throws IOException {
    // when
    Optional<Path> kept =
        SetAside.folder(
            folder,
            looked -> {
              if (!Files.exists(folder)) {
                Files.writeString(Files.createDirectory(folder).resolve("next.parquet"), "rows");
              }
              return isDamagedAtFirst(looked);
            });

    // then
    assertThat(kept).isPresent();
    assertThat(kept.get().resolve("data.parquet")).hasContent("rows");
    assertThat(folder.resolve("next.parquet")).hasContent("rows");
  }

  @Test
  void shouldSetAsideWhatIsDamaged() throws IOException {
    // when
    Optional<Path> kept = SetAside.folder(folder, _ -> true);

    // then
    assertThat(folder).doesNotExist();
    assertThat(kept.orElseThrow().resolve("data.parquet")).hasContent("rows");
  }
}
