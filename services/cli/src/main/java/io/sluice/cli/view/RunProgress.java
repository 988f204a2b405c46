package io.sluice.cli.view;

import io.sluice.cli.view.RunView.StageRow;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Shows a run while it goes on: a table that is redrawn on a terminal that has room for it, else a
 * line for each change. Thread-safe.
 */
public final class RunProgress implements Consumer<RunView> {

  private static final Set<String> UNTOLD = Set.of("waiting", "not begun");
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final Terminal terminal;
  private final Map<String, String> told = new HashMap<>();
  private List<String> drawn = List.of();

  public RunProgress(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(RunView view) {
    // A table higher than the terminal cannot be redrawn: its head has scrolled away.
    if (terminal.live() && view.stages().size() < terminal.lines() - 1) {
      redraw(table(view));
    } else {
      view.stages().forEach(this::tell);
    }
  }

  private void tell(StageRow stage) {
    if (!stage.status().equals(told.put(stage.stage(), stage.status()))
        && !UNTOLD.contains(stage.status())) {
      out.println(String.join("  ", words(stage)).stripTrailing());
    }
  }

  private void redraw(List<String> lines) {
    if (lines.equals(drawn)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    if (!drawn.isEmpty()) {
      text.append(ESCAPE).append(drawn.size()).append("A\r");
    }
    lines.forEach(line -> text.append(line).append(ESCAPE).append("K\n"));
    out.print(text);
    out.flush();
    drawn = lines;
  }

  /** A line for each stage. */
  static List<String> table(List<StageRow> stages) {
    Columns columns = new Columns(false, false, true, true);
    stages.forEach(stage -> columns.row(words(stage)));
    return columns.lines();
  }

  private List<String> table(RunView view) {
    List<String> lines = table(view.stages()).stream().map(this::fit).toList();
    return terminal.colour() ? paint(lines, view.stages()) : lines;
  }

  private static String[] words(StageRow stage) {
    String state = stage.reused() ? stage.status() + " (reused)" : stage.status();
    return new String[] {
      stage.stage(), state, Numbers.rows(stage.rows()), Numbers.time(stage.millis())
    };
  }

  private String fit(String line) {
    return line.length() < terminal.columns() ? line : line.substring(0, terminal.columns() - 1);
  }

  private static List<String> paint(List<String> lines, List<StageRow> stages) {
    return IntStream.range(0, lines.size())
        .mapToObj(i -> ESCAPE + colour(stages.get(i)) + lines.get(i) + ESCAPE + "0m")
        .toList();
  }

  private static String colour(StageRow stage) {
    return switch (stage.status()) {
      case "completed" -> "32m";
      case "failed" -> "31m";
      case "running" -> "36m";
      default -> "2m";
    };
  }
}
