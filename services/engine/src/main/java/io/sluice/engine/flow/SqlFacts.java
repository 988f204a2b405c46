package io.sluice.engine.flow;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a SQL text does.
 *
 * @param problems why a stage may not run it; empty when it may
 * @param tables the tables it reads that it does not define itself, in their order
 * @param parameters the named parameters it uses, without {@code $}, in their order
 */
public record SqlFacts(List<SqlProblem> problems, Set<String> tables, Set<String> parameters) {

  public SqlFacts {
    problems = List.copyOf(problems);
    tables = Collections.unmodifiableSet(new LinkedHashSet<>(tables));
    parameters = Collections.unmodifiableSet(new LinkedHashSet<>(parameters));
  }
}
