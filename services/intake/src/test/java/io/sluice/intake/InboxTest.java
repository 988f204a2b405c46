package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.intake.Inbox.Listing;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in an inbox. */
class InboxTest {

  @TempDir Path root;

  @BeforeEach
  void fill() throws IOException {
    root = root.toRealPath();
    Files.createDirectories(root.resolve("sales/2026-10/deeper"));
    Files.createDirectories(root.resolve("lost+found"));
    Files.createFile(root.resolve("sales/2026-10/orders.csv"));
    Files.createFile(root.resolve("sales/2026-10/deeper/orders.csv"));
    Files.createFile(root.resolve("sales/prices.csv"));
    Files.createFile(root.resolve("sales/prices.csv.done"));
  }

  /** As it is for a folder of somebody else's, whoever runs the tests. */
  private Inbox denying(Path denied) throws IOException {
    return new Inbox(
        root,
        folder -> {
          if (folder.equals(denied)) {
            throw new AccessDeniedException(folder.toString());
          }
          try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
          }
        });
  }

  private static List<String> places(Listing listing) {
    return listing.files().stream().map(file -> file.place().text()).sorted().toList();
  }

  @Test
  void shouldListFilesOfFlowsAndPeriods() throws IOException {
    // when
    Listing listing = new Inbox(root).list();

    // then
    assertThat(places(listing)).containsExactly("sales/2026-10/orders.csv", "sales/prices.csv");
    assertThat(listing.files())
        .filteredOn(InboxFile::isMarked)
        .singleElement()
        .extracting(file -> file.place().period())
        .isEqualTo(Optional.empty());
    assertThat(listing.unread()).isEmpty();
  }

  @Test
  void shouldPassOverFolderThatCannotBeRead() throws IOException {
    // given
    Path denied = root.resolve("lost+found");

    // when
    Listing listing = denying(denied).list();

    // then
    assertThat(places(listing)).containsExactly("sales/2026-10/orders.csv", "sales/prices.csv");
    assertThat(listing.folders())
        .containsExactlyInAnyOrder(root, root.resolve("sales"), root.resolve("sales/2026-10"));
    assertThat(listing.unread())
        .containsOnlyKeys(denied)
        .containsValue("access to %s is denied".formatted(denied));
  }

  @Test
  void shouldPassOverPeriodThatCannotBeRead() throws IOException {
    // given
    Path denied = root.resolve("sales/2026-10");

    // when
    Listing listing = denying(denied).list();

    // then
    assertThat(places(listing)).containsExactly("sales/prices.csv");
    assertThat(listing.unread()).containsOnlyKeys(denied);
  }

  @Test
  void shouldNotTakeInboxThatCannotBeReadForAnEmptyOne() throws IOException {
    // given
    Inbox inbox = denying(root);

    // then
    assertThatThrownBy(inbox::list).isInstanceOf(AccessDeniedException.class);
  }
}
