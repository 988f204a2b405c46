package io.sluice.work.flowfiles;

import io.sluice.engine.flow.SqlFacts;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.engine.flow.SqlProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An inspector that knows SQL by its words alone. */
final class SqlWords {

  static final SqlInspector INSPECTOR = SqlWords::inspect;

  private SqlWords() {}

  private static SqlFacts inspect(String sql) {
    List<SqlProblem> problems = new ArrayList<>();
    int now = sql.indexOf("now()");
    if (now >= 0) {
      problems.add(new SqlProblem("not repeatable", 1, now + 1, SqlProblem.Kind.NOT_REPEATABLE));
    }
    if (sql.contains("FORBIDDEN")) {
      problems.add(new SqlProblem("forbidden", 2, 7));
    }
    return new SqlFacts(
        problems, found("(?i)(?:from|join|,) +([a-z_]++)(?!\\()", sql), found("\\$([a-z_]+)", sql));
  }

  private static Set<String> found(String pattern, String sql) {
    Set<String> words = new LinkedHashSet<>();
    Pattern.compile(pattern)
        .matcher(sql.replaceAll("--.*", ""))
        .results()
        .map((MatchResult match) -> match.group(1))
        .forEach(words::add);
    return words;
  }
}
