package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The page of all commands names each of them, with all that it takes. */
class CommandReferenceTest {

  private static final String PAGE = Documents.text(Documents.ROOT.resolve("services/docs/cli.md"));

  private static final String ELSEWHERE = section("An installation elsewhere");
  private static final String EVERYWHERE = section("Every command takes");

  @Test
  void shouldTellEveryCommandAndOption() {
    // given
    CommandLine sluice = Documents.commandLine();

    // when
    List<String> missing = new ArrayList<>();
    sluice.getSubcommands().values().forEach(command -> look(command, "", missing));

    // then
    assertThat(missing).as("to be added to services/docs/cli.md").isEmpty();
  }

  private static void look(CommandLine command, String above, List<String> missing) {
    CommandSpec spec = command.getCommandSpec();
    String name = above + spec.name();
    command.getSubcommands().values().forEach(below -> look(below, name + " ", missing));
    if (!command.getSubcommands().isEmpty()) {
      return;
    }
    String section = section(name);
    if (section.isEmpty()) {
      missing.add("a section \"## %s\": %s".formatted(name, spec.usageMessage().description()[0]));
      return;
    }
    for (ArgSpec argument : spec.args()) {
      String place = placeOf(argument, section);
      if (!place.contains(wordOf(argument))) {
        missing.add(
            "in the section \"%s\": %s`, %s"
                .formatted(name, wordOf(argument), String.join(" ", argument.description())));
      }
    }
  }

  private static String placeOf(ArgSpec argument, String section) {
    if (argument instanceof OptionSpec option && (option.usageHelp() || option.versionHelp())) {
      return EVERYWHERE;
    }
    boolean elsewhere = argument.group() != null;
    return elsewhere && section.contains("(#an-installation-elsewhere)") ? ELSEWHERE : section;
  }

  /** How the page writes it: {@code `--period PERIOD} or {@code `RUN}. */
  private static String wordOf(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      return "`" + option.longestName() + (option.arity().max() == 0 ? "" : " ");
    }
    return "`" + argument.paramLabel();
  }

  private static String section(String heading) {
    Matcher section =
        Pattern.compile("(?ms)^## %s\\n(.*?)(?=^## |\\z)".formatted(Pattern.quote(heading)))
            .matcher(PAGE);
    return Stream.of(section).filter(Matcher::find).map(it -> it.group(1)).findFirst().orElse("");
  }
}
