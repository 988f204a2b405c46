package io.sluice.wire.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class EventReferenceTest {

  private static final Path FILE = Path.of("../docs/events.md");

  @Test
  void shouldStandInTheDocumentationAsItIs() throws IOException {
    String page = EventReference.page();
    if (Boolean.getBoolean("approve")) {
      Files.writeString(FILE, page);
    }

    assertThat(FILE)
        .as("rewrite it with: mvn -pl services/wire -am test -Dapprove=true")
        .content()
        .isEqualTo(page);
  }

  @Test
  void shouldTellTopicAndWriterOfEveryRecordThatIsNoPart() {
    assertThat(EventReference.told())
        .as("records by topic, with who writes them: complete EventReference.WRITERS")
        .isEqualTo(EventReference.topLevel());
  }

  @Test
  void shouldTellEveryRecordOnce() {
    assertThat(EventReference.page().lines().filter(line -> line.startsWith("### ")))
        .containsExactlyInAnyOrderElementsOf(
            Sluice.PROTOCOL.getTypes().stream().map(Schema::getName).map("### "::concat).toList());
  }
}
