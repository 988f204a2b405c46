package io.sluice.work.transform;

import io.sluice.engine.flow.ColumnType;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.plan.BoundParameters;
import java.util.HashMap;
import java.util.Map;

/** The parameters of a run with the types that the flow gives them. */
public final class ParameterValues {

  private ParameterValues() {}

  /** Values of the parameters that the flow declares or Sluice brings; others are left out. */
  public static Map<String, SqlValue> of(Flow flow, Map<String, String> bound) {
    Map<String, ColumnType> types = new HashMap<>(BoundParameters.BUILT_IN);
    flow.parameters().forEach(parameter -> types.put(parameter.name(), parameter.type()));
    Map<String, SqlValue> values = new HashMap<>();
    types.forEach(
        (name, type) -> {
          String text = bound.get(name);
          if (text != null) {
            values.put(name, new SqlValue(type, text));
          }
        });
    return values;
  }
}
