package io.sluice.work.store;

import static io.sluice.work.store.ArtefactStoreContract.FACTS;
import static io.sluice.work.store.ArtefactStoreContract.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.work.files.FileHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryDraftTest {

  private static final Map<String, String> MADE_BY = Map.of("sluice", "test");

  @TempDir Path temp;
  private final DraftIdentity identity = DraftIdentity.of("wine", "sales", KEY.hex(), "try-1");

  private DirectoryDraft draft() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("wine/sales").resolve(KEY.hex()));
    return new DirectoryDraft(folder, identity, KEY, MADE_BY, new VerifiedHashes());
  }

  /** As over NFS, where the first of two tries gave the manifest its name. */
  @Test
  void shouldKnowItsOwnManifestWhenTheAnswerWasLost() throws IOException {
    // given
    String name = identity.fileName("data", 1, "parquet");
    Path same = Files.writeString(temp.resolve(name), "rows");
    Manifest.Entry entry = Manifest.Entry.of("data", same, FileHash.of(same), FACTS);
    ArtefactRef committed;
    try (DirectoryDraft draft = draft()) {
      Path file = Files.writeString(draft.file("data", "parquet"), "rows");
      Files.write(
          draft.folder().resolve(Manifest.NAME),
          Manifest.of(identity, KEY, List.of(entry), MADE_BY).toJson());

      // when
      committed = draft.commit(Map.of(file, FACTS));
    }

    // then
    assertThat(committed.files())
        .singleElement()
        .satisfies(it -> assertThat(it.name()).isEqualTo(name));
    assertThat(temp.resolve("wine/sales").resolve(KEY.hex()))
        .isDirectoryContaining(it -> it.endsWith(name));
  }

  @Test
  void shouldNotTellItselfCommittedWhenAFileWasTakenFromIt() throws IOException {
    // given
    try (DirectoryDraft draft = draft()) {
      Files.writeString(draft.file("data", "parquet"), "rows");
      Files.writeString(draft.file("quarantine", "parquet"), "rows");
      Path first = draft.folder().resolve(identity.fileName("data", 1, "parquet"));

      // when
      var committing = assertThatExceptionOfType(IOException.class);

      // then
      committing
          .isThrownBy(() -> draft.commit(losing(first)))
          .withMessageContaining("was set aside while it was committed; try again");
    }
  }

  /** No facts; the file goes as soon as it was placed, when the next one's are asked for. */
  private static Map<Path, TableFacts> losing(Path file) {
    return new HashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public @Nullable TableFacts get(@Nullable Object asked) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return super.get(asked);
      }
    };
  }
}
