package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

  private static final Path LAUNCHER = Path.of("../../sluice").toAbsolutePath().normalize();

  @TempDir Path temp;

  private record Ended(int status, String said) {}

  @Test
  void shouldBeSoundBash() throws Exception {
    assertThat(start(List.of("bash", "-n", LAUNCHER.toString())).status()).isZero();
  }

  @Test
  void shouldSayWhatToInstallWhenJavaIsTooOld() throws Exception {
    // given
    fake("java", "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2");

    // when
    Ended ended = start(List.of("bash", LAUNCHER.toString(), "--version"));

    // then
    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.said())
        .contains("needs a JDK of version 25 or newer and found 17 (")
        .contains("https://adoptium.net");
  }

  @Test
  void shouldFindJavaInFolderWithSpacesInItsName() throws Exception {
    // given
    Path jdk = temp.resolve("none/My JDK/bin/java");
    fake("java", "echo 'openjdk version \"25.0.1\" 2025-10-21' >&2");
    Files.createDirectories(jdk.getParent());
    Files.move(temp.resolve("bin/java"), jdk);

    // when
    Ended ended = start(List.of("bash", checkout().resolve("sluice").toString(), "--version"));

    // then
    assertThat(ended.said()).contains("there is no mvn on the PATH");
  }

  @Test
  void shouldSayWhatToInstallWhenThereIsNoMaven() throws Exception {
    // given
    fake("java", "echo 'openjdk version \"25.0.1\" 2025-10-21' >&2");
    Path checkout = checkout();

    // when
    Ended ended = start(List.of("bash", checkout.resolve("sluice").toString(), "--version"));

    // then
    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.said()).contains("there is no mvn on the PATH").contains("apt install maven");
    assertThat(checkout.resolve("target/launcher")).isEmptyDirectory();
  }

  @Test
  void shouldBuildOnceAndAgainAfterChange() throws Exception {
    // given
    fake("java", "case $1 in -version) echo 'version \"25\"' >&2 ;; *) echo \"ran $*\" ;; esac");
    fakeMaven();
    Path checkout = checkout();
    Path link = Files.createSymbolicLink(temp.resolve("link"), checkout.resolve("sluice"));
    List<String> command = List.of("bash", link.toString(), "flows");

    // when
    String first = start(command).said();
    String second = start(command).said();
    Files.writeString(checkout.resolve("services/cli/src/main/New.java"), "");
    String third = start(command).said();

    // then
    assertThat(first)
        .contains("Building Sluice; the first time", "built", "io.sluice.cli.Main flows");
    assertThat(second).doesNotContain("built").contains("io.sluice.cli.Main flows");
    assertThat(third).contains("Sources have changed", "built");
  }

  @Test
  void shouldRemoveLibrariesThatKilledProcessesLeft() throws Exception {
    // given
    fake("java", "case $1 in -version) echo 'version \"25\"' >&2 ;; *) echo \"ran $*\" ;; esac");
    fakeMaven();
    Path checkout = checkout();
    Path folder = Files.createDirectories(checkout.resolve("target/launcher/tmp"));
    Path left = Files.createFile(folder.resolve("libduckdb_java17.so"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Path young = Files.createFile(folder.resolve("libduckdb_java18.so"));

    // when
    Ended ended = start(List.of("bash", checkout.resolve("sluice").toString(), "flows"));

    // then
    assertThat(ended.said()).contains("-Djava.io.tmpdir=" + folder.toRealPath());
    assertThat(left).doesNotExist();
    assertThat(young).exists();
  }

  private void fakeMaven() throws IOException {
    fake(
        "mvn",
        "echo built >&2; mkdir -p services/cli/target; cd services/cli/target; touch"
            + " sluice-cli.jar; echo \"$PWD/sluice-cli.jar\" >classpath");
  }

  private Path checkout() throws IOException {
    Path checkout = temp.resolve("checkout");
    Files.createDirectories(checkout.resolve("services/cli/src/main"));
    Files.createDirectories(checkout.resolve("schemas/src/main"));
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.writeString(checkout.resolve("schemas/pom.xml"), "");
    Files.writeString(checkout.resolve("services/cli/pom.xml"), "");
    return Files.copy(LAUNCHER, checkout.resolve("sluice")).getParent();
  }

  private void fake(String program, String body) throws IOException {
    Path file = Files.createDirectories(temp.resolve("bin")).resolve(program);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** With no other programs than the fakes and those that every system has. */
  private Ended start(List<String> command) throws IOException, InterruptedException {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    for (String tool :
        List.of(
            "readlink",
            "dirname",
            "find",
            "mkdir",
            "rm",
            "ln",
            "mv",
            "sleep",
            "touch",
            "bash",
            "sh")) {
      pass(tool);
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("SLUICE_JDK_FOLDERS", temp.resolve("none").toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private void pass(String tool) throws IOException {
    Path program =
        Stream.of("/bin", "/usr/bin")
            .map(folder -> Path.of(folder, tool))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow();
    fake(tool, "exec %s \"$@\"".formatted(program));
  }
}
