package io.sluice.engine.flow;

import java.util.List;

/**
 * A SQL transform.
 *
 * @param file the SQL file, relative to the flow's folder; flow.yaml where the text stands there
 * @param sql its text: one SELECT
 * @param parameters names of the bound parameters that the SQL uses, without {@code $}
 * @param repeatable false when the flow says {@code volatile: true}
 */
public record Stage(
    String name,
    List<Need> needs,
    String file,
    String sql,
    List<String> parameters,
    String pool,
    boolean repeatable,
    boolean strictIsolation,
    Limits limits) {

  /** The pool of inputs and stages that name none. */
  public static final String DEFAULT_POOL = "default";

  public Stage {
    needs = List.copyOf(needs);
    parameters = List.copyOf(parameters);
  }
}
