package io.sluice.engine.flow;

import java.util.List;
import java.util.Optional;

/** Reads {@code parameters}. */
final class ParameterReader {

  private ParameterReader() {}

  static List<Parameter> read(Fields flow) {
    Fields parameters = Section.of(flow, "parameters");
    Names.check(parameters);
    parameters.keys().stream()
        .filter(Known.RUN_PARAMETERS::contains)
        .forEach(name -> parameters.problemAt(name, "every run has a parameter of this name"));
    return parameters.keys().stream()
        .flatMap(name -> parameters.get(name).map(value -> parameter(name, value)).stream())
        .toList();
  }

  private static Parameter parameter(String name, Value value) {
    Fields fields = value.fields(FlowKeys.PARAMETER);
    ColumnType type =
        fields.required("type").map(TypeReader::read).orElse(ColumnType.Simple.VARCHAR);
    Optional<TypedValue> min = bound(fields, "min", type);
    Optional<TypedValue> max = bound(fields, "max", type);
    if (min.isPresent() && max.isPresent() && min.get().compare(max.get()) > 0) {
      fields.problemAt("min", "min is more than max");
    }
    Parameter parameter =
        new Parameter(
            name, type, Optional.empty(), min.map(TypedValue::text), max.map(TypedValue::text));
    return parameter.withDefault(fields.get("default").flatMap(it -> usual(it, parameter)));
  }

  private static Optional<String> usual(Value value, Parameter parameter) {
    Optional<String> text = value.text("a value of type " + parameter.type().sql());
    Optional<String> problem = text.flatMap(parameter::problemWith);
    problem.ifPresent(value::problem);
    return problem.isPresent() ? Optional.empty() : text.map(parameter::canonical);
  }

  private static Optional<TypedValue> bound(Fields fields, String key, ColumnType type) {
    Optional<Value> value = fields.get(key);
    if (value.isPresent() && !TypedValue.isOrdered(type)) {
      fields.problemAt(key, "a %s has no bounds".formatted(type.sql()));
      return Optional.empty();
    }
    return value.flatMap(
        bound -> bound.parsed("a value of type " + type.sql(), t -> TypedValue.of(type, t)));
  }
}
