package io.sluice.cli.flows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.Console;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOnly;
import io.sluice.cli.Refusal;
import io.sluice.cli.RunOrder;
import io.sluice.cli.Services;
import io.sluice.cli.Target;
import io.sluice.cli.client.DiffOrder;
import io.sluice.cli.client.RunDiffer;
import io.sluice.cli.client.RunVerifier;
import io.sluice.cli.compare.DiffCommand;
import io.sluice.cli.compare.VerifyCommand;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.Status;
import io.sluice.cli.view.RunsDiff;
import io.sluice.cli.view.Terminal;
import io.sluice.cli.view.VerifiedRun;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.compare.StageFinding;
import io.sluice.work.compare.StageFinding.Verdict;
import io.sluice.work.compare.TableDiff;
import io.sluice.work.compare.TableDiff.Kind;
import io.sluice.work.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Past runs can be worked again and held against each other, and nothing is touched by it. */
@Timeout(60)
class CompareIT {

  private static final Path PAGE =
      RunningSluice.FLOWS.resolveSibling("services").resolve("docs/compare.md");

  @TempDir static Path home;
  private static RunningSluice sluice;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws InterruptedException {
    sluice = RunningSluice.start(home);
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    sluice.close();
  }

  @Test
  void shouldNameExactlyTheRowsThatACorrectionChanged() throws Exception {
    // given
    FlowCopy bakery = bakery("bakery");
    RunView first = run(bakery);
    RunView second = run(corrected(bakery));

    // when
    RunsDiff diff = differ().between(first.run(), second.run(), order(Optional.of("lines")));
    String latest = printed(DiffCommand::new, 0, "--flow", "bakery");

    // then
    assertThat(diff.before().version()).hasValue(1);
    assertThat(diff.after().version()).hasValue(2);
    TableDiff lines = diff.tables().getFirst().diff().orElseThrow();
    assertThat(diff.tables()).hasSize(1);
    assertThat(lines.key()).containsExactly("order_id");
    assertThat(lines.rows())
        .extracting(row -> row.kind() + " " + row.known().getFirst().before().orElse("none"))
        .containsExactlyInAnyOrder("ADDED none", "REMOVED 11", "CHANGED 3");
    assertThat(lines.rows())
        .filteredOn(row -> row.kind() == Kind.CHANGED)
        .flatExtracting(TableDiff.Row::cells)
        .extracting(TableDiff.Cell::toString)
        .containsExactly(
            "Cell[column=price, before=Optional[4.80], after=Optional[4.90]]",
            "Cell[column=amount, before=Optional[4.80], after=Optional[4.90]]");
    assertThat(masked(latest)).isEqualTo(masked(block("before ")));
  }

  @Test
  void shouldFindTheSameInAGoodRunAndTouchNothing() throws Exception {
    // given
    RunView run = run(bakery("good"));
    Map<Path, String> before = store();

    // when
    String report = printed(VerifyCommand::new, 0, run.run().substring(0, 8));
    String json = printed(VerifyCommand::new, 0, run.run(), "--json");

    // then
    assertThat(masked(report)).isEqualTo(masked(block("worked again")));
    assertThat(json).hasLineCount(1).contains("\"verdict\":\"equal\"", "\"stage\":\"order_lines\"");
    assertThat(store()).isEqualTo(before);
    assertThat(folder.resolve("scratch/compare")).isEmptyDirectory();
  }

  @Test
  void shouldFindTheSameInTheMonthlyReport() {
    // given
    RunView run = sluice.run(RunningSluice.order("bottleneck"));
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.PUBLISHED);

    // when
    VerifiedRun verified = verify(run);

    // then
    assertThat(verified.verdict()).as(verified.toString()).isEqualTo(Verdict.EQUAL);
    assertThat(stage(verified, "publish.bottleneck").note()).isEqualTo("compared by its 16 tables");
    assertThat(verified.stages()).hasSameSizeAs(run.stages());
  }

  @Test
  void shouldNameTheStageWhoseArtefactWasTamperedWith() throws Exception {
    // given
    RunView run = run(bakery("tampered"));
    KeptArtefact.of(sluice, "tampered", "order_lines")
        .rewrite(
            "SELECT * REPLACE (CAST(CASE order_id WHEN 3 THEN price + 0.01 ELSE price END"
                + " AS DECIMAL(8, 2)) AS price) FROM kept");

    // when
    String report = printed(VerifyCommand::new, 3, run.run());

    // then
    assertThat(report)
        .contains("what the store keeps is not what the run made")
        .endsWith("Different: order_lines. Equal: 4 stages. Skipped: 1 stage.\n");
  }

  @Test
  void shouldTellADamagedManifest() throws Exception {
    // given
    RunView run = run(bakery("scribbled"));
    Path day = KeptArtefact.of(sluice, "scribbled", "day").file();
    Files.writeString(day.resolveSibling("manifest.json"), "{ \"format\" : one }");

    // when
    VerifiedRun verified = verify(run);

    // then
    assertThat(stage(verified, "day"))
        .returns(Verdict.DIFFERS, StageFinding::verdict)
        .returns(
            "what the store keeps is not what the run made: its manifest cannot be read; worked"
                + " again it is what the log tells of",
            StageFinding::note);
    assertThat(stage(verified, "publish.takings").verdict()).isEqualTo(Verdict.EQUAL);
  }

  @Test
  void shouldTakeAnArtefactThatWasMadeAgainForTheSame() throws Exception {
    // given
    RunView run = run(bakery("again"));
    KeptArtefact.of(sluice, "again", "orders").rewrite("SELECT * FROM kept ORDER BY order_id DESC");

    // when
    VerifiedRun verified = verify(run);

    // then
    assertThat(verified.verdict()).as(verified.toString()).isEqualTo(Verdict.EQUAL);
    assertThat(stage(verified, "orders").note()).isEmpty();
  }

  @Test
  void shouldSayWhatIsNoLongerKept() throws Exception {
    // given
    RunView run = run(bakery("swept"));
    for (String stage : List.of("orders", "order_lines", "day")) {
      KeptArtefact.of(sluice, "swept", stage).sweep();
    }

    // when
    VerifiedRun verified = verify(run);

    // then
    assertThat(verified.verdict()).as(verified.toString()).isEqualTo(Verdict.EQUAL);
    assertThat(stage(verified, "order_lines").note())
        .isEqualTo("its artefact is no longer kept; equal to what the log tells of it");
    assertThat(stage(verified, "publish.takings").verdict()).isEqualTo(Verdict.EQUAL);
  }

  @Test
  void shouldSayWhatCannotBeWorkedWithoutItsInput() throws Exception {
    // given
    FlowCopy flow =
        bakery("lost").edit("sample/orders.csv", lines -> lines + "99,Brioche,1,3.90\n");
    RunView run = run(flow);
    KeptArtefact.of(sluice, "lost", "orders").sweep();
    try (Stream<Path> inputs = Files.walk(sluice.layout().artefacts().resolve("_inputs"))) {
      for (Path input : inputs.filter(Files::isRegularFile).toList()) {
        if (Files.readString(input, ISO_8859_1).contains("99,Brioche")) {
          Files.delete(input);
        }
      }
    }

    // when
    String report = printed(VerifyCommand::new, 4, run.run());

    // then
    assertThat(report)
        .contains("is lost from the store", "its input orders cannot be had")
        .endsWith("Could not be worked: orders, order_lines. Equal: 3 stages. Skipped: 1 stage.\n");
  }

  @Test
  void shouldAllowFloatingNumbersTheirTolerance() throws Exception {
    // given
    FlowCopy flow =
        bakery("floating")
            .edit(
                "sql/order_lines.sql",
                sql -> sql.replace("  price,", "  price, price / 3.0::DOUBLE AS third,"));
    RunView run = run(flow);
    KeptArtefact lines = KeptArtefact.of(sluice, "floating", "order_lines");
    lines.rewrite("SELECT * REPLACE (third * (1 + 1e-12) AS third) FROM kept");

    // when
    VerifiedRun within = verify(run);
    lines.rewrite("SELECT * REPLACE (third * (1 + 1e-6) AS third) FROM kept");
    VerifiedRun beyond = verify(run);

    // then
    assertThat(stage(within, "order_lines"))
        .returns(Verdict.EQUAL, StageFinding::verdict)
        .returns("floating numbers within 1e-9", StageFinding::note);
    assertThat(stage(beyond, "order_lines"))
        .returns(Verdict.DIFFERS, StageFinding::verdict)
        .returns("12 rows changed", StageFinding::note);
  }

  @Test
  void shouldSkipVolatileStages() throws Exception {
    // given
    FlowCopy flow =
        bakery("moody")
            .edit(
                "flow.yaml", yaml -> yaml.replace("pool: total }", "pool: total, volatile: true }"))
            .edit("sql/day.sql", sql -> sql.replace("SELECT", "SELECT random() AS mood,"));
    RunView run = run(flow);

    // when
    VerifiedRun verified = verify(run);

    // then
    assertThat(stage(verified, "day"))
        .returns(Verdict.SKIPPED, StageFinding::verdict)
        .returns("declared volatile", StageFinding::note);
    assertThat(stage(verified, "publish.takings").verdict()).isEqualTo(Verdict.EQUAL);
    assertThat(verified.verdict()).isEqualTo(Verdict.EQUAL);
  }

  @Test
  void shouldRefuseWhatNamesNoRunOrVersions() throws Exception {
    // given
    FlowCopy flow = bakery("once");
    RunView run = run(flow);

    // then
    assertThatThrownBy(() -> verifier().verify("abc", _ -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the first 6 characters or more");
    assertThatThrownBy(() -> verifier().verify("ffffffff-ffff", _ -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("There is no run ffffffff-ffff");
    assertThatThrownBy(
            () -> differ().latest("once", Map.of(), Optional.empty(), order(Optional.empty())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("has version 1 only");
    assertThatThrownBy(() -> differ().between(run.run(), run.run(), order(Optional.of("report"))))
        .isInstanceOf(Refusal.class)
        .hasMessage("Neither run has a publication report; there are takings, lines.");
  }

  /** The flow hello under another name, which publishes its order lines, too. */
  private FlowCopy bakery(String name) throws IOException {
    return FlowCopy.of("hello", folder.resolve(name))
        .edit(
            "flow.yaml",
            yaml ->
                yaml.replace("flow: hello ", "flow: " + name + " ")
                    + "  lines: { csv: order_lines }\n");
  }

  /** A price was wrong, an order was none, and one was forgotten. */
  private static FlowCopy corrected(FlowCopy flow) throws IOException {
    return flow.edit(
        "sample/orders.csv",
        lines ->
            lines
                    .replace("3,Rye bread,1,4.80", "3,Rye bread,1,4.90")
                    .replace("11,Brioche,1,3.90\n", "")
                + "13,Baguette,2,1.20\n");
  }

  private static RunView run(FlowCopy flow) {
    RunOrder order = RunningSluice.order(flow.folder());
    RunView run = sluice.run(order);
    assertThat(run.status()).as(Seen.words(run)).isEqualTo(Status.PUBLISHED);
    return run;
  }

  private VerifiedRun verify(RunView run) {
    return verifier().verify(run.run(), _ -> {});
  }

  private RunVerifier verifier() {
    return new RunVerifier(sluice.kafka(), sluice.storage(), folder.resolve("scratch"));
  }

  private RunDiffer differ() {
    return new RunDiffer(sluice.kafka(), sluice.storage(), folder.resolve("scratch"));
  }

  private static DiffOrder order(Optional<String> publication) {
    return new DiffOrder(publication, List.of(), 20);
  }

  private static StageFinding stage(VerifiedRun run, String name) {
    return run.stages().stream().filter(s -> s.stage().equals(name)).findFirst().orElseThrow();
  }

  /** Every file of the store with its content's time. */
  private static Map<Path, String> store() throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(sluice.layout().root())) {
      for (Path path : all.toList()) {
        files.put(path, Files.getLastModifiedTime(path) + " " + Files.size(path));
      }
    }
    return files;
  }

  /** What a command prints that ends with the status. */
  private String printed(
      BiFunction<Console, Supplier<Services>, Callable<Integer>> command,
      int status,
      String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Terminal.of(Map.of()));
    Callable<Integer> asked = command.apply(console, () -> new Up(folder.resolve("scratch")));
    assertThat(new CommandLine(asked).execute(arguments)).as(err.toString(UTF_8)).isEqualTo(status);
    return out.toString(UTF_8);
  }

  private static String block(String words) throws IOException {
    return Stream.of(Files.readString(PAGE).split("```\n"))
        .filter(block -> block.contains(words) && !block.contains("./sluice"))
        .findFirst()
        .orElseThrow();
  }

  /** Without what is different each time, and the width that it takes. */
  private static String masked(String report) {
    return report
        .lines()
        .map(line -> line.replaceAll("\\b[0-9a-f]{8}(-[0-9a-f-]{27})?\\b", "ID"))
        .map(line -> line.replaceAll("\\b[0-9a-f]{12}\\b", "REVISION"))
        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "MOMENT"))
        .map(line -> line.replaceAll("[0-9.]+ m?s$", "TIME"))
        .map(line -> line.replace("good: run", "bakery: run"))
        .map(line -> line.replaceAll(" +", " "))
        .collect(Collectors.joining("\n"));
  }

  /** The services of this test, which stay up when a command is done. */
  private record Up(Path scratch) implements InstallationOnly, Installation {

    @Override
    public Installation installation(Target target) {
      return this;
    }

    @Override
    public KafkaConnection kafka() {
      return sluice.kafka();
    }

    @Override
    public Storage storage() {
      return sluice.storage();
    }

    @Override
    public RunView run(RunOrder order, Consumer<RunView> progress) {
      return sluice.run(order, progress);
    }

    @Override
    public void close() {
      // the test's own services stay up
    }
  }
}
