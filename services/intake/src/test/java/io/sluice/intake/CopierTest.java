package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.intake.Place;
import io.sluice.intake.Copier.Copy;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.DirectoryArtefactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose trouble it is when a file is not copied. */
class CopierTest {

  @TempDir Path folder;
  private ArtefactStore store;
  private InboxFile file;

  @BeforeEach
  void write() throws IOException {
    store = new DirectoryArtefactStore(folder.resolve("store"), Map.of());
    file = seen(Files.writeString(folder.resolve("orders.csv"), "id\n1\n"));
  }

  private static InboxFile seen(Path path) throws IOException {
    return new InboxFile(
        path,
        new Place("flow", Optional.empty(), String.valueOf(path.getFileName())),
        FileFacts.of(path).orElseThrow().sighting(),
        true,
        false);
  }

  private static Copy copy(ArtefactStore store, InboxFile file) throws InterruptedException {
    try (Copier copier = new Copier(store)) {
      return copier.copy(List.of(file)).getFirst();
    }
  }

  @Test
  void shouldBlameTheStoreWhoseFolderIsGone() throws Exception {
    // given
    Files.delete(folder.resolve("store/_inputs"));

    // when
    Copy copy = copy(store, file);

    // then
    assertThat(copy)
        .isInstanceOfSatisfying(
            Copy.NotKept.class, it -> assertThat(it.cause()).hasMessageContaining("the store in"));
  }

  @Test
  void shouldBlameTheStoreThatIsFull() throws Exception {
    // given
    IOException full = new IOException("No space left on device");

    // when
    Copy copy =
        copy(
            DisturbedStore.before(
                store,
                () -> {
                  throw full;
                }),
            file);

    // then
    assertThat(copy).isEqualTo(new Copy.NotKept(full));
  }

  @Test
  void shouldBlameTheFileThatCannotBeRead() throws Exception {
    // given
    InboxFile unreadable = seen(Files.createDirectory(folder.resolve("folder.csv")));

    // when
    Copy copy = copy(store, unreadable);

    // then
    assertThat(copy).isEqualTo(new Copy.Unreadable("Is a directory"));
  }

  @Test
  void shouldMissTheFileThatIsGone() throws Exception {
    // given
    Files.delete(file.path());

    // when
    Copy copy = copy(store, file);

    // then
    assertThat(copy).isEqualTo(new Copy.Gone());
  }

  @Test
  void shouldTakeTheFileThatIsThere() throws Exception {
    // when
    Copy copy = copy(store, file);

    // then
    assertThat(copy)
        .isInstanceOfSatisfying(
            Copy.Taken.class,
            it -> assertThat(it.file()).extracting(InputFile::bytes).isEqualTo(5L));
  }
}
