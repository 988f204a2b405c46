package io.sluice.work.transform;

import io.sluice.engine.flow.SqlProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A stage's SQL may not be run; its author has to change it. */
public final class SqlRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<SqlProblem> problems;

  SqlRefusedException(List<SqlProblem> problems) {
    super(problems.stream().map(SqlRefusedException::text).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong, at least one. */
  public List<SqlProblem> problems() {
    return problems;
  }

  private static String text(SqlProblem problem) {
    return problem.line() == 0
        ? problem.message()
        : "line %d, column %d: %s".formatted(problem.line(), problem.column(), problem.message());
  }
}
