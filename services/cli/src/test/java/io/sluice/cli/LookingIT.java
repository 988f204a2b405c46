package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.HelloStory.Typed;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Runs and results are shown as the documentation shows them, on a terminal and to programs. */
@Tag("embedded") // its transcripts are of a folder's own installation
@Timeout(180)
class LookingIT {

  private static final Path DOCS = Documents.ROOT.resolve("services/docs");
  private static final Path LOOKING = DOCS.resolve("looking.md");
  private static final Path DOWNSTREAM = DOCS.resolve("downstream.md");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static HelloStory story;
  private static List<String> ids = List.of();
  private static final ByteArrayOutputStream followed = new ByteArrayOutputStream();
  private static final ByteArrayOutputStream saidMeanwhile = new ByteArrayOutputStream();

  @BeforeAll
  static void watchStory() throws Exception {
    folder = folder.toRealPath();
    story = HelloStory.begin(folder);
    Thread following =
        Thread.ofPlatform()
            .start(() -> story.tool(followed, saidMeanwhile).run("results", "--follow"));
    await().atMost(LIMIT).until(() -> saidMeanwhile.toString(UTF_8).contains("Waiting"));
    story.happen();
    await().atMost(LIMIT).until(() -> followed.toString(UTF_8).contains("rejected"));
    following.interrupt();
    following.join();
    ids = ids(story.type("runs").printed());
  }

  @AfterAll
  static void close() throws Exception {
    story.close();
  }

  @Test
  void shouldPrintWhatIsShownOfRuns() {
    assertThat(shown(LOOKING))
        .hasSizeGreaterThan(4)
        .allSatisfy(
            (Transcript transcript) ->
                assertThat(form(type(transcript.command()).printed()))
                    .as(transcript.command())
                    .isEqualTo(form(transcript.printed())));
  }

  @Test
  void shouldPrintResultsAsTheyCome() {
    List<String> blocks = Documents.blocks(DOWNSTREAM);
    String block = blocks.get(blocks.indexOf("./sluice results --follow\n") + 1);

    assertThat(
            saidMeanwhile.toString(UTF_8).lines().findFirst().orElseThrow()
                + "\n"
                + followed.toString(UTF_8))
        .isEqualTo(block);
  }

  @Test
  void shouldPrintResultsForPrograms() {
    List<String> blocks = Documents.blocks(DOWNSTREAM);
    String block = blocks.get(blocks.indexOf("./sluice results --json --flow hello\n") + 1);

    assertThat(form(story.type("results", "--json", "--flow", "hello").printed()))
        .isEqualTo(form(block));
  }

  @Test
  void shouldShowRunWithKeysOfRun() {
    String shown = story.type("show", ids.getFirst(), "--json").printed();

    assertThat(keys(shown))
        .containsExactly(
            "run",
            "flow",
            "revision",
            "slice",
            "period",
            "version",
            "status",
            "stages",
            "figures",
            "checks",
            "published",
            "error");
  }

  @Test
  void shouldPlanReplayForPrograms() {
    String planned = story.type("replay", "--from", "0", "--dry-run", "--json").printed();
    Typed none = story.type("replay", "--from", "999999999", "--json");

    assertThat(planned)
        .startsWith("{\"runs\":[{\"flow\":\"hello\",\"replay_of\":\"")
        .hasLineCount(1);
    assertThat(none.printed()).isEqualTo("{\"runs\":[]}\n");
    assertThat(none.said()).isEqualToIgnoringNewLines("No trigger of that stretch started a run.");
  }

  @Test
  void shouldChooseRuns() {
    assertThat(story.type("runs", "--limit", "1").printed()).hasLineCount(2).contains("rejected");
    assertThat(story.type("runs", "--state", "Unchanged").printed()).contains("unchanged");
    assertThat(story.type("runs", "--param", "taxi=green").printed()).isEmpty();
    assertThat(story.type("results", "--param", "taxi=green").printed()).isEmpty();
    Typed none = story.type("runs", "--flow", "no-such-flow");
    assertThat(none.printed()).isEmpty();
    assertThat(none.said()).isEqualToIgnoringNewLines("There is no such run.");
  }

  @Test
  void shouldChooseRunsByLabel() {
    Typed labelled = story.type("runs", "--label", HelloStory.LABEL);

    assertThat(ids(labelled.printed())).containsExactly(ids.getLast());
    assertThat(story.type("runs", "--label", HelloStory.LABEL, "--label", "a=b").printed())
        .isEmpty();
  }

  @Test
  void shouldTellWhatWasAskedForAndWhyNothingCameOfIt() throws Exception {
    // given
    story.cancelWhatIsOver();

    // when
    await().atMost(LIMIT).until(() -> story.type("audit").printed().contains("refused"));
    String asked = story.type("audit", "--flow", "hello").printed();

    // then
    assertThat(asked.lines().skip(1))
        .hasSize(4)
        .anyMatch(line -> line.contains("start   hello/" + ids.getFirst() + "  accepted"));
    assertThat(asked.lines().toList().getLast())
        .contains("somebody", "cancel", "refused", "Expected a run before its publication but");
    assertThat(story.type("audit", "--limit", "1", "--json").printed())
        .hasLineCount(1)
        .contains("\"outcome\":\"refused\"");
    assertThat(story.type("audit", "--flow", "hell").said()).contains("Nothing was asked for.");
  }

  @Test
  void shouldTellWhatWasPutAside() throws Exception {
    // given
    for (int i = 0; i < 3; i++) {
      story.poisonTriggers();
    }

    // when
    await()
        .atMost(LIMIT)
        .until(() -> story.type("deadletters", "--json").printed().lines().count() == 3);
    String youngest = story.type("deadletters", "--limit", "2").printed();

    // then
    assertThat(youngest.lines().skip(1))
        .hasSize(2)
        .allMatch(line -> line.contains("sluice.triggers") && line.contains(HelloStory.POISON));
    assertThat(story.type("deadletters", "--limit", "0").status()).isEqualTo(2);
  }

  @Test
  void shouldNotCancelWhatIsOver() {
    Typed typed = story.type("cancel", ids.getFirst());

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.said()).contains("of hello is over, it ended rejected: there is nothing");
  }

  @Test
  void shouldSayThatThereIsNoSuchRun() {
    Typed typed = story.type("show", "00000000");

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.said()).contains("no run 00000000", "./sluice runs");
  }

  @Test
  void shouldRunJavaExample() throws Exception {
    // given
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DOCS.resolve("examples/java/Results.java").toString());
    command.addAll(story.addresses());

    // when
    String printed = printed(folder, command);

    // then
    assertThat(printed).isEqualTo(printedByExamples());
  }

  @Test
  @EnabledIf(
      value = "io.sluice.cli.NodeExample#isPossible",
      disabledReason = "The example in JavaScript needs node 20 or newer, and npm, on the path")
  void shouldRunJavaScriptExample() throws Exception {
    // given
    Path installed = NodeExample.install(DOCS.resolve("examples/javascript"));
    List<String> command = new ArrayList<>(List.of("node", "results.js"));
    command.addAll(story.addresses());

    // when
    String printed = printed(installed, command);

    // then
    assertThat(printed).isEqualTo(printedByExamples());
  }

  private static String printedByExamples() {
    return Documents.blocks(DOWNSTREAM).stream()
        .filter(block -> block.startsWith("hello// version"))
        .findFirst()
        .orElseThrow();
  }

  /** What a program has printed when it has told of the last result. */
  private static String printed(Path where, List<String> command) throws Exception {
    Path printed = Files.createTempFile(folder, "printed", ".txt");
    Process program =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      await()
          .atMost(LIMIT)
          .until(
              () -> Files.readString(printed).contains("rejected: nothing") || !program.isAlive());
      return Files.readString(printed);
    } finally {
      program.destroyForcibly().waitFor();
    }
  }

  private record Transcript(String command, String printed) {}

  /** The commands of a page that are followed by what they print. */
  private static List<Transcript> shown(Path page) {
    List<String> blocks = Documents.blocks(page);
    List<Transcript> transcripts = new ArrayList<>();
    for (int i = 0; i + 1 < blocks.size(); i += 2) {
      transcripts.add(new Transcript(blocks.get(i).strip(), blocks.get(i + 1)));
    }
    return transcripts;
  }

  /** Types a command of the page, with the ids of this installation's runs. */
  private static Typed type(String command) {
    String typed = command;
    List<String> shown = ids(Documents.blocks(LOOKING).get(1));
    for (int i = 0; i < shown.size(); i++) {
      typed = typed.replace(shown.get(i), ids.get(i));
    }
    return story.type(typed.replaceFirst("^\\./sluice ", "").split(" +"));
  }

  /** The short ids of a table of runs. */
  private static List<String> ids(String table) {
    return Pattern.compile("(?m)^  ([0-9a-f]{8}) ")
        .matcher(table)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** The names of the object's own fields. */
  private static List<String> keys(String object) {
    String flat = object;
    for (String before = ""; !flat.equals(before); ) {
      before = flat;
      flat = flat.replaceAll("\\[[^\\[\\]]*]", "0");
    }
    return Pattern.compile("[{,]\"(\\w+)\":").matcher(flat).results().map(LookingIT::word).toList();
  }

  private static String word(MatchResult match) {
    return match.group(1);
  }

  /**
   * A text without what differs from one installation to the other. Whether an export had begun
   * when the check beside it failed is one of these things.
   */
  private static String form(String text) {
    return withoutRace(text)
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
        .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
        .replaceAll("\\bsha256 [0-9a-f]{12}\\b", "<hash>")
        .replaceAll("\\b[0-9a-f]{8}\\b", "<id>")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?", "<time>")
        .replaceAll("\\d+(\\.\\d)? m?s\\b", "<took>")
        .replaceAll("\"millis\":\\d+", "<took>")
        .replaceAll("(?m)^( +publish\\.\\w+) .*$", "$1")
        .replaceAll(" +", " ");
  }

  /** How far a rejected run came until it was stopped is another each time. */
  private static String withoutRace(String text) {
    return text.startsWith("Rejected by")
        ? text.replaceAll("(?m)^( +(day|takings)) .*$", "$1")
        : text.replaceAll("(\"status\":\"rejected\".*\"figures\":\\[)[^]]*]", "$1]");
  }
}
