package io.sluice.work.duckdb;

import io.sluice.engine.flow.SqlFacts;
import io.sluice.engine.flow.SqlProblem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A SQL text with the places of its parameters, as DuckDB's parser reports them.
 *
 * @param uses in no particular order; offsets count UTF-8 bytes
 */
public record ParsedSql(String text, SqlFacts facts, List<ParameterUse> uses) {

  public ParsedSql {
    uses = List.copyOf(uses);
  }

  /** A place where a parameter stands, its {@code $} included. */
  public record ParameterUse(String name, int offset, int length) {}

  /**
   * The text with {@code $name} replaced by {@code $n}, the position of the name in {@link
   * SqlFacts#parameters} from 1, since JDBC binds by position. Values never enter the text.
   */
  public String positional() {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var names = new ArrayList<>(facts.parameters());
    var out = new ByteArrayOutputStream(bytes.length);
    int done = 0;
    for (var use : uses.stream().sorted(Comparator.comparingInt(ParameterUse::offset)).toList()) {
      out.write(bytes, done, use.offset() - done);
      out.writeBytes(("$" + (names.indexOf(use.name()) + 1)).getBytes(StandardCharsets.UTF_8));
      done = use.offset() + use.length();
    }
    out.write(bytes, done, bytes.length - done);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The problems that count for a stage: those of repeatability only where it must be. */
  public List<SqlProblem> problems(boolean repeatable) {
    return facts.problems().stream()
        .filter(problem -> repeatable || problem.kind() == SqlProblem.Kind.FORBIDDEN)
        .toList();
  }
}
