package io.sluice.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.engine.flow.SqlFacts;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.flowfiles.FlowFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowFoldersTest {

  @TempDir private Path definitions;
  private final List<String> said = new ArrayList<>();

  /** Nothing here is sound, so that nobody is asked. */
  private final KafkaConnection nobody = KafkaConnection.open("127.0.0.1:9", "http://127.0.0.1:9");

  @AfterEach
  void close() {
    nobody.close();
  }

  private FlowFolders of(Supplier<Collection<Path>> places) {
    return new FlowFolders(
        places, _ -> new SqlFacts(List.of(), Set.of(), Set.of()), nobody, said::add);
  }

  @Test
  void shouldTellOnceThatTheirFolderIsClosed() {
    // given
    FlowFolders folders =
        of(
            () -> {
              throw new UncheckedIOException(new AccessDeniedException("/flows"));
            });

    // when
    for (int i = 0; i < 4; i++) {
      folders.look();
    }

    // then
    assertThat(said)
        .containsExactly(
            "No flows are published from a folder that cannot be read: /flows is closed to this"
                + " program's user: give it the rights to read and enter that folder.");
  }

  @Test
  void shouldReadAFolderAnewThatWasGone() throws IOException {
    // given
    Path wine = Files.createDirectory(definitions.resolve("wine"));
    Files.writeString(wine.resolve("flow.yaml"), "format: 1");
    List<Path> places = new ArrayList<>(List.of(wine));
    FlowFolders folders = of(() -> places);
    folders.look();
    folders.look();
    assertThat(said).hasSize(1);

    // when
    places.clear();
    folders.look();
    places.add(wine);
    folders.look();

    // then
    assertThat(said)
        .hasSize(2)
        .allMatch(told -> told.startsWith("Flow wine is not published until this is put right:"));
  }

  @Test
  void shouldTellOnceOfFlowThatIsClosed() throws IOException {
    // given
    Path wine = Files.createDirectory(definitions.resolve("wine"));
    Files.writeString(wine.resolve("flow.yaml"), "format: 1");
    Files.setPosixFilePermissions(wine, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(wine)).as("root may read everything").isFalse();
    FlowFolders folders = of(() -> FlowFolder.foldersIn(definitions));

    // when
    folders.look();
    folders.look();
    Files.setPosixFilePermissions(wine, PosixFilePermissions.fromString("rwx------"));

    // then
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("Flow wine is not published until this is put right:")
        .contains("the folder " + wine.toRealPath() + " cannot be entered; give this program's");
  }
}
