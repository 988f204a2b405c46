package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.cli.view.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What the project's documentation says, for the tests that hold it to the truth. */
final class Documents {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern IMAGE = Pattern.compile("(?:src|srcset)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
  private static final Pattern COMMAND = Pattern.compile("\\./sluice( [^`\\n]*)?");

  private Documents() {}

  /** The commands that pages tell of; none of them can be run. */
  static CommandLine commandLine() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    CommandLineTool tool =
        new CommandLineTool(
            () -> {
              throw new UnsupportedOperationException();
            },
            nowhere,
            nowhere,
            Terminal.of(Map.of()));
    return tool.commandLine();
  }

  /** Every page of documentation. */
  static List<Path> all() {
    return Stream.of("", "services/docs", "deploy", "deploy/kubernetes")
        .map(ROOT::resolve)
        .filter(Files::isDirectory)
        .flatMap(Documents::pages)
        .map(Path::normalize)
        .toList();
  }

  private static Stream<Path> pages(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts between fences, in order. */
  static List<String> blocks(Path page) {
    return BLOCK.matcher(text(page)).results().map(match -> match.group(2)).toList();
  }

  /** Where a page links to, in this project or elsewhere. */
  static List<String> links(Path page) {
    String text = text(page);
    return Stream.concat(LINK.matcher(text).results(), IMAGE.matcher(text).results())
        .map(match -> match.group(1))
        .toList();
  }

  /** The anchors of a page's headings, as GitHub makes them. */
  static Set<String> anchors(Path page) {
    String prose = BLOCK.matcher(text(page)).replaceAll("");
    Set<String> anchors = new HashSet<>();
    HEADING
        .matcher(prose)
        .results()
        .map(heading -> anchor(heading.group(1)))
        .forEach(
            anchor -> {
              String free = anchor;
              for (int again = 1; !anchors.add(free); again++) {
                free = anchor + "-" + again;
              }
            });
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  /** What follows {@code ./sluice} wherever a page shows it, between fences or in a sentence. */
  static List<String> commands(Path page) {
    String text = text(page);
    Stream<String> inBlocks =
        blocks(page).stream().flatMap(String::lines).filter(line -> line.startsWith("./sluice"));
    Stream<String> inSentences =
        Pattern.compile("`(\\./sluice[^`\\n]*)`")
            .matcher(text)
            .results()
            .map(match -> match.group(1));
    return Stream.concat(inBlocks, inSentences)
        .map(COMMAND::matcher)
        .flatMap(matcher -> matcher.results().map(Documents::words))
        .toList();
  }

  private static String words(MatchResult command) {
    String words = command.group(1) == null ? "" : command.group(1);
    // optional parts stand in brackets
    return words.replaceAll("[\\[\\]]|#.*", "").strip();
  }
}
