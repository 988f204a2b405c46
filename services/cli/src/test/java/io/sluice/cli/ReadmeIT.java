package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands do what it says, typed as they stand there. */
@Tag("embedded") // its commands start their own broker
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(180)
class ReadmeIT {

  private static final Path README = Documents.ROOT.resolve("README.md");

  @TempDir Path folder;

  private record Ended(int status, String printed, String said) {}

  @BeforeEach
  void prepareCheckout() throws IOException, InterruptedException {
    folder = folder.toRealPath();
    assertThat(type("cp -r '%s' .".formatted(Documents.ROOT.resolve("flow-definitions"))).status())
        .isZero();
    // The launcher without the build: the classes are those under test.
    Path launcher = folder.resolve("sluice");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED \
        -Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.sluice.schemas \
        -Dlogback.configurationFile=logback.xml \
        -cp '%s' io.sluice.cli.Main "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void shouldPrintWhatIsShown() throws Exception {
    // given
    List<String> blocks = Documents.blocks(README);
    String command = blocks.getFirst();

    // when
    Ended ended = type(command);

    // then
    assertThat(command).isEqualTo("./sluice run bottleneck\n");
    assertThat(ended.status()).as(ended.said()).isZero();
    assertThat(ended.printed().replace(folder + "/", "")).isEqualTo(blocks.get(1));
  }

  @Test
  void shouldPrintTripsAsShown() throws Exception {
    // given
    List<String> blocks = Documents.blocks(README);
    int command = blocks.indexOf("./sluice run taxi\n");

    // when
    Ended ended = type(blocks.get(command));

    // then
    assertThat(ended.status()).as(ended.said()).isZero();
    assertThat(ended.printed().replace(folder + "/", "")).isEqualTo(blocks.get(command + 1));
  }

  @Test
  void shouldListEveryFlowOfTheTable() throws Exception {
    // when
    Ended ended = type("./sluice flows");

    // then
    assertThat(ended.status()).as(ended.said()).isZero();
    assertThat(ended.printed())
        .contains("bottleneck\n", "hello\n", "period: month; slice: taxi; 3 stages")
        .doesNotContain("cannot be used");
    try (Stream<Path> flows = Files.list(Documents.ROOT.resolve("flow-definitions"))) {
      assertThat(flows.map(flow -> "| `" + flow.getFileName() + "` |"))
          .allSatisfy(row -> assertThat(Documents.text(README)).contains(row));
    }
  }

  @Test
  void shouldRefuseDoubledLineAndPublishWithoutIt() throws Exception {
    // given
    List<String> story =
        Documents.blocks(README).stream().filter(block -> block.contains("my-flow")).toList();

    // when
    Ended doubled = type(story.get(0));
    boolean brought = Files.exists(folder.resolve("out"));
    Ended mended = type(story.get(1));

    // then
    assertThat(doubled.status()).as(doubled.said()).isEqualTo(3);
    assertThat(doubled.printed())
        .startsWith("Rejected by order_counted_once")
        .contains("12", "Nothing published.");
    assertThat(brought).isFalse();
    assertThat(mended.status()).as(mended.said()).isZero();
    assertThat(mended.printed()).contains("published version 1");
    assertThat(folder.resolve("out")).isDirectoryRecursivelyContaining("glob:**/takings.csv");
  }

  private Ended type(String commands) throws IOException, InterruptedException {
    Path printed = folder.resolve("printed.txt");
    Path said = folder.resolve("said.txt");
    Process shell =
        new ProcessBuilder("bash", "-c", commands)
            .directory(folder.toFile())
            .redirectOutput(printed.toFile())
            .redirectError(said.toFile())
            .start();
    shell.getOutputStream().close();
    if (!shell.waitFor(90, TimeUnit.SECONDS)) {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
    return new Ended(
        shell.waitFor(), Files.readString(printed, UTF_8), Files.readString(said, UTF_8));
  }
}
