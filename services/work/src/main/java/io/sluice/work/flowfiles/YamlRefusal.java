package io.sluice.work.flowfiles;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** YAML that is sound but more than a flow may use. */
final class YamlRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Mark> mark;

  YamlRefusal(String message, Optional<Mark> mark) {
    super(message);
    this.mark = mark;
  }

  Optional<Mark> mark() {
    return mark;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
