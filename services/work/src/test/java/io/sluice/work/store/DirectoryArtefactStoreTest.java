package io.sluice.work.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DirectoryArtefactStoreTest extends ArtefactStoreContract {

  @Override
  ArtefactStore another() throws IOException {
    return new DirectoryArtefactStore(root(), Map.of("sluice", "test"));
  }

  private Path root() {
    return temp.resolve("store");
  }

  @Override
  List<String> kept() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root().relativize(file).toString())
          .toList();
    }
  }

  @Override
  void overwrite(String address, String text) throws IOException {
    Files.writeString(root().resolve(address), text);
  }

  @Override
  void remove(String address) throws IOException {
    Files.delete(root().resolve(address));
  }

  @Override
  void die(Draft draft, Path file) throws IOException {
    String hidden = String.valueOf(file.getFileName());
    Files.move(file, file.resolveSibling(hidden.substring(".tmp-".length())));
  }

  @Test
  void shouldNoticeDamageAfterAGoodLook() throws Exception {
    // given
    ArtefactStore store = another();
    ArtefactRef ref = commit(store, "try-1", "rows");
    store.open(ref, new Lease());
    overwrite(addressOf(ref), "ROWS");

    // when
    var lost =
        catchThrowableOfType(ArtefactLostException.class, () -> store.open(ref, new Lease()));

    // then
    assertThat(lost).isNotNull();
  }

  @Test
  void shouldLeaveAnInputThatWasSentAgainWhenALateReaderSetsTheDamagedOneAside() throws Exception {
    // given
    ArtefactStore store = another();
    Path source = Files.writeString(temp.resolve("erp.csv"), "a;b\n1;2\n");
    InputFile file = store.take(source, "erp.csv");

    // when
    new InputFolder(root(), new VerifiedHashes()).setAside(file.sha256());

    // then
    assertThat(kept()).containsExactly(InputFolder.key(file.sha256()));
    assertThat(store.input(file, new Lease())).hasContent("a;b\n1;2\n");
  }

  /** As an unmounted one looks: its folder is there, and empty. */
  @Test
  void shouldTakeAStoreThatIsNotThereForNoLossAndWriteNothing() throws Exception {
    // given
    ArtefactStore store = another();
    ArtefactRef ref = commit(store, "try-1", "rows");
    InputFile file = store.take(Files.writeString(temp.resolve("erp.csv"), "a"), "erp.csv");
    Files.move(root(), temp.resolve("unmounted"));
    Files.createDirectory(root());
    List<ThrowingCallable> calls =
        List.of(
            () -> store.find("wine", "sales", KEY.hex()),
            () -> store.open(ref, new Lease()),
            () -> store.input(file, new Lease()),
            () -> store.begin("wine", "sales", KEY, "try-2"),
            () -> store.take(temp.resolve("erp.csv"), "erp.csv"),
            () -> store.foldersOf("wine"));

    // when // then
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatExceptionOfType(IOException.class)
                    .isThrownBy(call)
                    .withMessageContaining("is not there: it has no folder _inputs"));
    assertThat(root()).isEmptyDirectory();
  }
}
