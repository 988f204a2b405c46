package io.sluice.work.flowfiles;

import io.sluice.engine.flow.Node;
import io.sluice.engine.flow.Problem;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Parses YAML 1.2 into positioned nodes; thread-safe. */
final class YamlTree {

  private static final LoadSettings SETTINGS = LoadSettings.builder().setUseMarks(true).build();
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private YamlTree() {}

  /** The tree of a file, or why it has none. */
  sealed interface Parsed {
    record Tree(Node root) implements Parsed {}

    record Broken(Problem problem) implements Parsed {}
  }

  static Parsed parse(String file, String text) {
    String yaml = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    try {
      return new Parsed.Tree(
          new EventTree(new Parse(SETTINGS).parseString(yaml).iterator()).document());
    } catch (YamlRefusal e) {
      return broken(file, e.mark(), e.getMessage());
    } catch (MarkedYamlEngineException e) {
      return broken(file, e.getProblemMark(), "this is no YAML: " + words(e));
    } catch (YamlEngineException e) {
      return broken(
          file, Optional.empty(), "this is no YAML: " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static String words(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : firstLine(e.getContext()) + ", ";
    return context + firstLine(e.getProblem());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static Parsed broken(String file, Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    return new Parsed.Broken(new Problem("", file, line, column, message));
  }
}
