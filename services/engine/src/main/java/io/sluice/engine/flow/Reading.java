package io.sluice.engine.flow;

import java.util.Collection;
import java.util.Optional;

/** What every reader of a part has at hand. */
record Reading(FlowSource source, SqlInspector inspector, Known known, Problems problems) {

  /** The name of an input or stage, known to the flow. */
  Optional<String> source(Value value) {
    return known(value, "input or stage", known.sources());
  }

  /** The name of a figure, known to the flow. */
  Optional<String> figure(Value value) {
    return known(value, "figure", known.figures());
  }

  /** The name of a column of an input or stage. */
  Optional<String> column(Value value, Need of) {
    Optional<String> name = value.text("a column's name");
    if (of.output().equals(Need.DATA)) {
      name.flatMap(column -> known.problemWithColumn(of.stage(), column)).ifPresent(value::problem);
    }
    return name;
  }

  Optional<String> known(Value value, String kind, Collection<String> names) {
    Optional<String> name = value.text("the name of an " + kind);
    if (name.isPresent() && !names.contains(name.get())) {
      value.problem(Names.unknown(kind, name.get(), names));
      return Optional.empty();
    }
    return name;
  }

  /** The path of a file of the flow that is there. */
  Optional<String> file(Value value, String ending) {
    Optional<String> path = value.text("a file ending in " + ending);
    if (path.isEmpty()) {
      return path;
    }
    Optional<String> problem = problemWithFile(path.get(), ending);
    problem.ifPresent(value::problem);
    return problem.isPresent() ? Optional.empty() : path;
  }

  private Optional<String> problemWithFile(String path, String ending) {
    if (!path.endsWith(ending)) {
      return Optional.of("expected a file ending in %s but found \"%s\"".formatted(ending, path));
    }
    if (path.startsWith("/") || path.contains("\\") || path.contains("..")) {
      return Optional.of(
          "\"%s\" leaves the flow's folder; write its path from there".formatted(path));
    }
    if (!source.files().containsKey(path)) {
      return Optional.of(
          "there is no file \"%s\" in the flow's folder%s"
              .formatted(path, Suggestion.near(path, source.files().keySet())));
    }
    return Optional.empty();
  }
}
