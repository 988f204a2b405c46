package io.sluice.engine.run;

import static io.sluice.engine.run.RunSpecification.given;
import static io.sluice.engine.run.Telling.NOW;

import io.sluice.engine.plan.Plan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a run needs no publication of its own: all that it would publish is there already. */
class UnchangedTest {

  private static final RunEvent UNCHANGED =
      new RunEvent.Completed(Telling.RUN, NOW, RunEnd.Outcome.UNCHANGED, 7);

  /** A source, an export of it for each publication, their delivery, a figure. */
  private static Plan plan(String... publications) {
    String[] exports = Stream.of(publications).map("publish."::concat).toArray(String[]::new);
    PlanBuilder plan = PlanBuilder.plan().source("src").figure("rows", "src");
    for (String export : exports) {
      plan.stage(export, "src");
    }
    return plan.delivery("deliver", exports).build();
  }

  /** The history up to the gate. The bytes of a publication are those that its name stands for. */
  private static List<RunInput> passed(String... publications) {
    List<RunInput> history = new ArrayList<>(Histories.sourceDone());
    history.add(Telling.observed("rows", "3"));
    List<String> stages = new ArrayList<>(List.of("src"));
    for (String publication : publications) {
      history.add(Telling.completed("publish." + publication, 1));
      stages.add("publish." + publication);
    }
    history.add(Telling.gatePassed(List.of("src.contract"), stages.toArray(String[]::new)));
    return history;
  }

  private static DeliveredFile file(String publication, String bytesOf) {
    String name = publication + ".csv";
    return new DeliveredFile(publication, name, "v7/" + name, "sha-publish." + bytesOf, 1, 1);
  }

  private static Reactor publishing(String rows, DeliveredFile... files) {
    RunResult.Published current =
        new RunResult.Published(
            "id",
            new RunRef(Telling.RUN.flow(), "run-0"),
            RunSubject.WHOLE,
            NOW,
            0,
            "rev",
            7,
            6,
            List.of(files),
            List.of(new RunResult.FigureValue("rows", "rows", new BigDecimal(rows), "")),
            List.of(),
            Map.of());
    return new PublishingReactor(new KnownPublications(Optional.of(current), Optional.empty()));
  }

  @Test
  void shouldEndUnchangedWhenFilesAndFiguresAreThoseOfTheCurrentPublication() {
    given(plan("a", "b"), passed("a", "b"))
        .reacting(publishing("3.0", file("b", "b"), file("a", "a")))
        .emits(UNCHANGED);
  }

  @Test
  void shouldOpenTheNextVersionWhenContentOrFiguresChanged() {
    given(plan("a"), passed("a"))
        .reacting(publishing("3", file("a", "other")))
        .emits(Telling.opened(8));
    given(plan("a"), passed("a"))
        .reacting(publishing("4", file("a", "a")))
        .emits(Telling.opened(8));
  }

  @Test
  void shouldOpenTheNextVersionWhenAPublicationHasAnotherName() {
    given(plan("a"), passed("a"))
        .reacting(publishing("3", file("before", "a")))
        .emits(Telling.opened(8));
  }

  @Test
  void shouldOpenTheNextVersionWhenAPublicationIsNewOrGone() {
    given(plan("a", "b"), passed("a", "b"))
        .reacting(publishing("3", file("a", "a")))
        .emits(Telling.opened(8));
    given(plan("a"), passed("a"))
        .reacting(publishing("3", file("a", "a"), file("twin", "a")))
        .emits(Telling.opened(8));
  }

  @Test
  void shouldOpenTheNextVersionWhenPublicationsChangedPlaces() {
    given(plan("a", "b"), passed("a", "b"))
        .reacting(publishing("3", file("a", "b"), file("b", "a")))
        .emits(Telling.opened(8));
  }
}
