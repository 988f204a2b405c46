package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows exists. */
class DocumentsTest {

  static List<Path> pages() {
    return Documents.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldLinkToWhatIsThere(Path page) {
    assertThat(Documents.links(page))
        .filteredOn(link -> !link.contains("://") && !link.startsWith("#"))
        .allSatisfy(link -> assertThat(page.resolveSibling(link.replaceFirst("#.*", ""))).exists());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldLinkToHeadingsThatAreThere(Path page) {
    assertThat(Documents.links(page))
        .filteredOn(link -> !link.contains("://") && link.matches("([^#]*\\.md)?#.+"))
        .allSatisfy(
            link -> {
              int hash = link.indexOf('#');
              Path target = hash == 0 ? page : page.resolveSibling(link.substring(0, hash));
              assertThat(Documents.anchors(target)).as(link).contains(link.substring(hash + 1));
            });
  }

  @Test
  void shouldKnowAnchorsAsTheyAreMade() {
    assertThat(Documents.anchors(Documents.ROOT.resolve("services/docs/operations.md")))
        .contains("where-the-data-lie-a-folder-or-s3", "is-it-well", "a-password-plain-and-scram");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldShowCommandsThatAreUnderstood(Path page) {
    assertThat(Documents.commands(page))
        .allSatisfy(
            words ->
                assertThatCode(() -> Documents.commandLine().parseArgs(words.split(" +")))
                    .as(words)
                    .doesNotThrowAnyException());
  }

  @Test
  void shouldFindCommandsOfReadme() {
    assertThat(Documents.commands(Documents.ROOT.resolve("README.md")))
        .contains("run bottleneck", "run my-flow", "validate FLOW");
  }

  @Test
  void shouldShowSettingsAsTheyAre() {
    Path settings = Documents.ROOT.resolve("services/shell/src/main/resources/application.yml");

    assertThat(Documents.blocks(Documents.ROOT.resolve("services/docs/operations.md")))
        .contains(Documents.text(settings));
  }
}
