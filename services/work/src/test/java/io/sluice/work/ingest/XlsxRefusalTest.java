package io.sluice.work.ingest;

import static io.sluice.work.ingest.HandmadeWorkbook.cell;
import static io.sluice.work.ingest.HandmadeWorkbook.number;
import static io.sluice.work.ingest.HandmadeWorkbook.row;
import static io.sluice.work.ingest.HandmadeWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XlsxRefusalTest extends IngestFixture {
  private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
  private static final String HEADING = row(1, text("A1", "id"));

  /** As many runs of one character as a cell may hold, and one more. */
  private static final String RUNS = "x</t>" + "<t>x</t>".repeat(999) + "<t>x";

  @BeforeEach
  void readWorkbooks() {
    format = XLSX;
  }

  static Stream<Arguments> notWorkbooks() {
    return Stream.of(
        Arguments.of("%PDF-1.7 x", " is a PDF, but a workbook (.xlsx) is expected."),
        Arguments.of("\n<!DOCTYPE html><html>", " is a web page (HTML), but a workbook"),
        Arguments.of("id,price\n1,2\n", " is plain text, but a workbook"),
        Arguments.of("", " is empty."),
        Arguments.of("PK\3\4 and no more", " is cut off or damaged."));
  }

  @ParameterizedTest
  @MethodSource("notWorkbooks")
  void shouldSayWhatTheFileReallyIs(String content, String sentence) throws Exception {
    // given
    file("prices.xlsx", content);
    // when
    String refusal = refusal();
    // then
    assertThat(refusal).startsWith("prices.xlsx" + sentence);
  }

  @Test
  void shouldTellProtectedFromOldWorkbooks() throws Exception {
    // given
    byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    byte[] locked = Arrays.copyOf(OLE2, 600);
    System.arraycopy(name, 0, locked, 513, name.length);
    file("locked.xlsx", locked);
    file("old.xlsx", Arrays.copyOf(OLE2, 600));
    // when
    String refusal = refusal();
    // then
    assertThat(refusal)
        .contains("locked.xlsx is protected by a password.")
        .contains("old.xlsx is an old workbook (.xls)");
  }

  @Test
  void shouldRefuseTruncatedWorkbook() throws Exception {
    // given
    byte[] whole = new HandmadeWorkbook().sheet("A", HEADING).bytes();
    file("prices.xlsx", Arrays.copyOf(whole, whole.length / 2));
    // when
    String refusal = refusal();
    // then
    assertThat(refusal)
        .isEqualTo(
            "prices.xlsx is cut off or damaged. Open it, save it as .xlsx and send it again.");
  }

  @Test
  void shouldNameTheSheetsThereAre() throws Exception {
    // given
    file("prices.xlsx", new HandmadeWorkbook().sheet("One", HEADING).sheet("Two").bytes());
    format =
        new io.sluice.engine.flow.InputFormat.Xlsx(
            new io.sluice.engine.flow.InputFormat.Sheet.Named("Three"), 1);
    // when
    String refusal = refusal();
    // then
    assertThat(refusal)
        .isEqualTo("prices.xlsx has no sheet \"Three\". Its sheets are \"One\", \"Two\".");
  }

  static Stream<Arguments> traps() {
    String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
    String laughs = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    return Stream.of(
        Arguments.of(
            new HandmadeWorkbook().prolog(entity).sheet("A", row(1, text("A1", "&e;"))),
            " declares XML entities"),
        Arguments.of(
            new HandmadeWorkbook().prolog(laughs).sheet("A", row(1, text("A1", "&b;"))),
            " declares XML entities"),
        Arguments.of(
            new HandmadeWorkbook().sheet("A", "<row r='1'><c>"), " is cut off or damaged."),
        Arguments.of(
            new HandmadeWorkbook().sheet("A", row(1, cell("A1", "s", "2000000000"))),
            " is damaged: a cell points to a text that is not there."),
        Arguments.of(
            new HandmadeWorkbook().sheet("A", row(1, number("ZZZZZZ1", "1"))),
            " is damaged: the cell \"ZZZZZZ1\" lies outside any sheet."),
        Arguments.of(
            new HandmadeWorkbook().sheet("A", HEADING, row(3), row(2)),
            " is damaged: its rows are out of order."),
        Arguments.of(
            new HandmadeWorkbook().sheet("A", row(2, text("A2", "id"))),
            ", sheet \"A\": row 1, where the header belongs, is empty."));
  }

  static Stream<Arguments> hoards() {
    return Stream.of(
        Arguments.of(
            new HandmadeWorkbook().sheet("A", HEADING, row(2, number("AAA2", "1"))),
            ", row 2: a cell past the 50 columns allowed."),
        Arguments.of(
            new HandmadeWorkbook().sheet("A", HEADING, row(2, text("A2", "x".repeat(1001)))),
            " holds a cell of more than the 1,000 characters allowed."),
        Arguments.of(
            new HandmadeWorkbook().sheet("A", HEADING, row(2, text("A2", RUNS))),
            " holds a cell of more than the 1,000 characters allowed."),
        Arguments.of(
            new HandmadeWorkbook().sharedText(RUNS).sheet("A", HEADING),
            " holds a cell of more than the 1,000 characters allowed."),
        Arguments.of(
            new HandmadeWorkbook()
                .sheet(
                    "A", HEADING, row(2, text("A2", "x".repeat(900)), text("B2", "y".repeat(601)))),
            ", row 2: more than the 1,500 characters allowed."),
        Arguments.of(
            new HandmadeWorkbook()
                .sheet(
                    "A",
                    HEADING,
                    row(2, number("A2", "1")),
                    row(3, number("A3", "1")),
                    row(4, number("A4", "1"))),
            " holds too many rows: 2 are allowed"),
        Arguments.of(
            new HandmadeWorkbook()
                .sharedText("a")
                .sharedText("b")
                .sharedText("c")
                .sheet("A", HEADING),
            " holds more distinct texts than allowed (2 texts"),
        Arguments.of(
            new HandmadeWorkbook().sheet("A", HEADING, " ".repeat(40_000)),
            " unpacks to more than the 20,000 bytes allowed."));
  }

  @ParameterizedTest
  @MethodSource({"traps", "hoards"})
  void shouldRefuseWhatNoHonestProgramWrites(HandmadeWorkbook workbook, String sentence)
      throws Exception {
    // given
    file("prices.xlsx", workbook.bytes());
    limits = new IngestLimits(20_000, 200, 2, 50, 1_000, 1_500, 2, 1_000);
    // when
    String refusal = refusal();
    // then
    assertThat(refusal).startsWith("prices.xlsx" + sentence);
  }

  @Test
  void shouldStopBombByItsRatio() throws Exception {
    // given
    file("prices.xlsx", new HandmadeWorkbook().sheet("A", HEADING, " ".repeat(20 << 20)).bytes());
    // when
    String refusal = refusal();
    // then
    assertThat(refusal).contains("unpacks to more than 200 times its size");
  }
}
