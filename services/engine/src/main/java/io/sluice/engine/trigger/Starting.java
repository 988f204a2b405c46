package io.sluice.engine.trigger;

import io.sluice.engine.run.RunEvent;
import java.util.List;

/** What becomes of a request for a run. */
public sealed interface Starting {

  /** It becomes a run. */
  record Start(RunEvent.Started event) implements Starting {}

  /** It cannot become a run; the problems say what to mend. */
  record Refuse(List<String> problems) implements Starting {
    public Refuse {
      problems = List.copyOf(problems);
    }
  }
}
