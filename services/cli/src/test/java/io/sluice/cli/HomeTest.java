package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir Path working;

  @Test
  void shouldSayWhyTheStateFolderCannotBeUsed() throws Exception {
    // given
    Path file = Files.createFile(working.resolve(".sluice"));
    Home home = new Home(file);

    // when, then
    assertThatThrownBy(() -> home.lock(() -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessage("The state folder %1$s cannot be used: %1$s is there already.", file);
    Target.Remote remote = new Target.Remote("h:9092", URI.create("http://h:8081"), "/store");
    assertThatThrownBy(() -> home.tell(remote)).isInstanceOf(Refusal.class);
  }
}
