package io.sluice.work.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactKey.Upstream;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import io.sluice.work.store.TableFacts.TableColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. */
abstract class ArtefactStoreContract {

  static final ArtefactKey KEY =
      ArtefactKey.repeatable("sql", 1, "cafe", Map.of("z", "2.0"), Map.of());
  static final TableFacts FACTS =
      new TableFacts(3, List.of(new TableColumn("a", "INTEGER")), "f00d");

  @TempDir Path temp;
  private ArtefactStore store;

  /** The store as a process opens it that has read nothing yet. */
  abstract ArtefactStore another() throws IOException;

  /** Addresses of all that the store keeps, without what is no artefact's and no input's. */
  abstract List<String> kept() throws IOException;

  abstract void overwrite(String address, String text) throws IOException;

  abstract void remove(String address) throws IOException;

  /** Ends what a process would have done, with its files written and no manifest. */
  abstract void die(Draft draft, Path file) throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = another();
  }

  @Test
  void shouldFindWhatWasCommitted() throws Exception {
    // given
    ArtefactRef committed = commit(store, "try-1", "rows");

    // when
    var found = another().find("wine", "sales", KEY.hex());

    // then
    assertThat(found).contains(committed);
    assertThat(committed.rows()).isEqualTo(3);
    assertThat(committed.bytes()).isEqualTo(4);
    assertThat(committed.fingerprint()).isEqualTo("f00d");
    assertThat(committed.files())
        .singleElement()
        .satisfies(file -> assertThat(file.name()).contains("try-1"));
    assertThat(store.open(committed, new Lease()).get("data"))
        .singleElement()
        .satisfies(path -> assertThat(path).hasContent("rows"));
  }

  @Test
  void shouldTellColumnsOfTheTableThatWasExported() throws Exception {
    // given
    ArtefactRef table = commit(store, "try-1", "rows");
    ArtefactKey key =
        ArtefactKey.repeatable(
            "csv", 1, "beef", Map.of(), Map.of("sales", new Upstream(table.key(), "data")));
    ArtefactRef export;
    try (Draft draft = store.begin("wine", "publish.sales", key, "try-2")) {
      Files.writeString(draft.file("data", "csv"), "a");
      export = draft.commit(Map.of());
    }

    // when
    var columns = store.columnsOfInput(export, "sales");

    // then
    assertThat(columns).containsExactly(new TableColumn("a", "INTEGER"));
    assertThat(store.columnsOfInput(export, "other")).isEmpty();
    assertThat(store.columnsOfInput(table, "sales")).isEmpty();
  }

  @Test
  void shouldShowNothingBeforeTheManifest() throws Exception {
    // given
    Draft draft = store.begin("wine", "sales", KEY, "try-1");
    Path file = draft.file("data", "parquet");
    Files.writeString(file, "rows");
    die(draft, file);

    // when
    var found = another().find("wine", "sales", KEY.hex());

    // then
    assertThat(found).isEmpty();
    ArtefactRef next = commit(another(), "try-2", "rows");
    assertThat(another().find("wine", "sales", KEY.hex())).contains(next);
    assertThat(another().open(next, new Lease()).get("data"))
        .singleElement()
        .satisfies(path -> assertThat(path).hasContent("rows"));
  }

  @Test
  void shouldAdoptTheFirstCommitAndRemoveItsOwnFiles() throws Exception {
    // given
    Draft late = store.begin("wine", "sales", KEY, "try-1");
    Path file = late.file("data", "parquet");
    Files.writeString(file, "late");
    ArtefactRef first = commit(another(), "try-2", "rows");

    // when
    ArtefactRef adopted = late.commit(Map.of(file, FACTS));

    // then
    assertThat(adopted).isEqualTo(first);
    assertThat(kept())
        .containsExactlyInAnyOrder(first.address() + "/manifest.json", addressOf(first));
  }

  @Test
  void shouldAgreeOnOneArtefactWhenManyCommitAtOnce() throws Exception {
    // given
    int committers = 8;
    var start = new CountDownLatch(1);
    List<Callable<ArtefactRef>> commits = new ArrayList<>();
    for (int i = 0; i < committers; i++) {
      String attempt = "try-" + i;
      ArtefactStore own = another();
      commits.add(
          () -> {
            start.await();
            return commit(own, attempt, "rows of " + attempt);
          });
    }

    // when
    var refs = new HashSet<ArtefactRef>();
    try (var threads = Executors.newFixedThreadPool(committers)) {
      var futures = commits.stream().map(threads::submit).toList();
      start.countDown();
      for (var future : futures) {
        refs.add(future.get());
      }
    }

    // then
    assertThat(refs).hasSize(1);
    assertThat(kept()).hasSize(2);
  }

  @Test
  void shouldLeaveNothingOfAnAbandonedDraft() throws Exception {
    // given
    try (Draft draft = store.begin("wine", "sales", KEY, "try-1")) {
      Files.writeString(draft.file("data", "parquet"), "rows");
      draft.file("quarantine", "parquet");
    }

    // when
    var addresses = kept();

    // then
    assertThat(addresses).isEmpty();
  }

  @Test
  void shouldRefuseToCommitAFileThatWasNotWritten() throws Exception {
    // given
    try (Draft draft = store.begin("wine", "sales", KEY, "try-1")) {
      draft.file("data", "parquet");

      // when
      var commit = assertThatExceptionOfType(IOException.class);

      // then
      commit.isThrownBy(() -> draft.commit(Map.of())).withMessageContaining("data was not written");
    }
    assertThat(store.find("wine", "sales", KEY.hex())).isEmpty();
  }

  @Test
  void shouldSetADamagedArtefactAsideAndTellItLost() throws Exception {
    // given
    ArtefactRef ref = commit(store, "try-1", "rows");
    overwrite(addressOf(ref), "ROWS");

    // when
    var lost =
        catchThrowableOfType(ArtefactLostException.class, () -> another().open(ref, new Lease()));

    // then
    assertThat(lost.artefact()).isEqualTo(ref);
    assertThat(lost).hasMessageContaining("other bytes than were committed");
    assertThat(store.find("wine", "sales", KEY.hex())).isEmpty();
    assertThat(commit(store, "try-2", "rows").fingerprint()).isEqualTo(ref.fingerprint());
  }

  @Test
  void shouldNotFindATruncatedArtefact() throws Exception {
    // given
    ArtefactRef ref = commit(store, "try-1", "rows");
    overwrite(addressOf(ref), "ro");

    // when
    var found = another().find("wine", "sales", KEY.hex());

    // then
    assertThat(found).isEmpty();
    assertThat(store.find("wine", "sales", KEY.hex())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{ \"format\" : 1, \"flow\" : \"wi",
        "{ \"format\" : 1 }",
        "{ \"format\" : 1, \"files\" : [ null ] }",
      })
  void shouldSetAManifestAsideThatCannotBeRead(String json) throws Exception {
    // given
    ArtefactRef ref = commit(store, "try-1", "rows");
    overwrite(ref.address() + "/manifest.json", json);

    // when
    var found = another().find("wine", "sales", KEY.hex());

    // then
    assertThat(found).isEmpty();
    assertThat(kept()).anyMatch(key -> key.matches("wine/sales/\\.damaged-.*/manifest\\.json"));
    ArtefactRef again = commit(store, "try-2", "rows");
    assertThat(another().find("wine", "sales", KEY.hex())).contains(again);
  }

  @Test
  void shouldSetAManifestAsideThatIsTooLargeToBeRead() throws Exception {
    // given
    ArtefactRef ref = commit(store, "try-1", "rows");
    overwrite(ref.address() + "/manifest.json", " ".repeat(Manifest.MAX_BYTES + 1));

    // when
    var found = another().find("wine", "sales", KEY.hex());

    // then
    assertThat(found).isEmpty();
    ArtefactRef again = commit(store, "try-2", "rows");
    assertThat(another().find("wine", "sales", KEY.hex())).contains(again);
  }

  @Test
  void shouldRefuseToCommitWhatHasAManifestTooLargeToBeRead() throws Exception {
    // given
    TableColumn wide = new TableColumn("a".repeat(Manifest.MAX_BYTES), "INTEGER");
    TableFacts facts = new TableFacts(3, List.of(wide), "f00d");
    try (Draft draft = store.begin("wine", "sales", KEY, "try-1")) {
      Path file = Files.writeString(draft.file("data", "parquet"), "rows");

      // when
      var commit = assertThatExceptionOfType(IOException.class);

      // then
      commit
          .isThrownBy(() -> draft.commit(Map.of(file, facts)))
          .withMessageContaining("the manifest of wine/sales would have");
    }
    assertThat(kept()).isEmpty();
  }

  @Test
  void shouldTellAnArtefactLostWhoseManifestCannotBeRead() throws Exception {
    // given
    ArtefactRef ref = commit(store, "try-1", "rows");
    overwrite(ref.address() + "/manifest.json", "");

    // when
    var lost =
        catchThrowableOfType(ArtefactLostException.class, () -> another().open(ref, new Lease()));

    // then
    assertThat(lost).hasMessageContaining("it has no manifest that can be read");
    assertThat(commit(store, "try-2", "rows").fingerprint()).isEqualTo(ref.fingerprint());
  }

  @Test
  void shouldNameTheManifestThatACommitMeetsAndCannotRead() throws Exception {
    // given
    Draft late = store.begin("wine", "sales", KEY, "try-1");
    Path file = late.file("data", "parquet");
    Files.writeString(file, "late");
    ArtefactRef first = commit(another(), "try-2", "rows");
    overwrite(first.address() + "/manifest.json", "");

    // when
    var told = catchThrowableOfType(IOException.class, () -> late.commit(Map.of(file, FACTS)));

    // then
    assertThat(told).hasMessageContaining(first.address()).hasMessageContaining("cannot be read");
    assertThat(another().find("wine", "sales", KEY.hex())).isEmpty();
    assertThat(commit(store, "try-3", "rows").fingerprint()).isEqualTo(first.fingerprint());
  }

  @Test
  void shouldLeaveWhatANewerVersionCommitted() throws Exception {
    // given
    ArtefactRef ref = commit(store, "try-1", "rows");
    overwrite(ref.address() + "/manifest.json", "{ \"format\" : 2, \"tables\" : {} }");
    List<String> before = kept();

    // when
    var told =
        catchThrowableOfType(IOException.class, () -> another().find("wine", "sales", KEY.hex()));

    // then
    assertThat(told).hasMessageContaining("was written by a newer Sluice");
    assertThat(kept()).isEqualTo(before);
  }

  @Test
  void shouldTellAnArtefactLostThatWasSweptAway() throws Exception {
    // given
    ArtefactRef ref = commit(store, "try-1", "rows");
    for (String address : kept()) {
      remove(address);
    }

    // when
    var lost =
        catchThrowableOfType(ArtefactLostException.class, () -> store.open(ref, new Lease()));

    // then
    assertThat(lost).hasMessageContaining("it has no manifest");
  }

  @Test
  void shouldTakeInputsThatComeAtOnceOnce() throws Exception {
    // given
    Path source = Files.writeString(temp.resolve("erp.csv"), "a;b\n1;2\n");
    ArtefactStore other = another();
    var start = new CountDownLatch(1);

    // when
    List<InputFile> taken = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      var futures =
          Stream.of(store, other)
              .map(
                  each ->
                      threads.submit(
                          () -> {
                            start.await();
                            return each.take(source, "erp.csv");
                          }))
              .toList();
      start.countDown();
      for (var future : futures) {
        taken.add(future.get());
      }
    }

    // then
    assertThat(taken.getFirst()).isEqualTo(taken.getLast());
    assertThat(kept()).containsExactly(InputFolder.key(taken.getFirst().sha256()));
  }

  @Test
  void shouldNotFindAnArtefactWithAMissingFile() throws Exception {
    // given
    ArtefactRef ref = commit(store, "try-1", "rows");
    remove(addressOf(ref));

    // when
    var found = store.find("wine", "sales", KEY.hex());

    // then
    assertThat(found).isEmpty();
  }

  @Test
  void shouldOpenWhatWasMadeAgainUnderAnOlderReference() throws Exception {
    // given
    ArtefactRef old = commit(store, "try-1", "rows");
    remove(addressOf(old));
    var _ =
        catchThrowableOfType(ArtefactLostException.class, () -> another().open(old, new Lease()));
    commit(store, "try-2", "sorw");

    // when
    var files = store.open(old, new Lease());

    // then
    assertThat(files.get("data")).singleElement().satisfies(f -> assertThat(f).hasContent("sorw"));
  }

  @Test
  void shouldKeepTheSameInputBytesOnce() throws Exception {
    // given
    Path source = Files.writeString(temp.resolve("erp.csv"), "a;b\n1;2\n");

    // when
    InputFile first = store.take(source, "erp.csv");
    InputFile second = another().take(source, "erp again.csv");

    // then
    assertThat(second.sha256()).isEqualTo(first.sha256());
    assertThat(store.input(first, new Lease())).hasContent("a;b\n1;2\n");
    assertThat(kept()).containsExactly(InputFolder.key(first.sha256()));
  }

  @Test
  void shouldTellALostInputAndTakeItAgain() throws Exception {
    // given
    Path source = Files.writeString(temp.resolve("erp.csv"), "a;b\n1;2\n");
    InputFile file = store.take(source, "erp.csv");
    overwrite(InputFolder.key(file.sha256()), "damage!!");

    // when
    var lost =
        catchThrowableOfType(InputLostException.class, () -> another().input(file, new Lease()));

    // then
    assertThat(lost).hasMessageContaining("erp.csv").hasMessageContaining("Send the file again");
    assertThat(another().input(store.take(source, "erp.csv"), new Lease()))
        .hasContent("a;b\n1;2\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../wine", "a/b", "", "Wine", "a..b", "_inputs", ".damaged", "a\n"})
  void shouldRefuseNamesThatCouldLeadElsewhere(String name) {
    // given
    var refused = assertThatIllegalArgumentException();

    // when
    // then
    refused.isThrownBy(() -> store.find(name, "sales", KEY.hex()));
    refused.isThrownBy(() -> store.find("wine", name, KEY.hex()));
    refused.isThrownBy(() -> store.find("wine", "sales", name));
    refused.isThrownBy(() -> store.foldersOf(name));
    refused.isThrownBy(() -> store.begin("wine", "sales", KEY, "../" + name));
    refused.isThrownBy(() -> store.take(temp, "../" + name));
  }

  static ArtefactRef commit(ArtefactStore store, String attempt, String content)
      throws IOException {
    try (Draft draft = store.begin("wine", "sales", KEY, attempt)) {
      Path file = draft.file("data", "parquet");
      Files.writeString(file, content);
      return draft.commit(Map.of(file, FACTS));
    }
  }

  static String addressOf(ArtefactRef ref) {
    return ref.address() + "/" + ref.files().getFirst().name();
  }
}
