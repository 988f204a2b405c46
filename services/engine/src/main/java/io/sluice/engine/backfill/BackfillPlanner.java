package io.sluice.engine.backfill;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.backfill.BackfillOrder.Order;
import io.sluice.engine.backfill.BackfillOrder.Reprocess;
import io.sluice.engine.backfill.BackfillOrder.Revision;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.Arrival;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Plans a backfill from what has arrived and what was run. */
public final class BackfillPlanner {

  private final Flow flow;
  private final Map<String, Arrival> latest = new HashMap<>();
  private final Set<String> later = new HashSet<>();
  private final Function<RunSubject, PastPeriod> past;

  private BackfillPlanner(Flow flow, Function<RunSubject, PastPeriod> past) {
    this.flow = flow;
    this.past = past;
  }

  /**
   * The plan.
   *
   * @param flow the latest revision
   * @param arrivals of the flow, in the order of the log
   * @param past what the log tells of a slice and period
   * @throws IllegalArgumentException with words for people when the order cannot be planned
   */
  public static BackfillPlan plan(
      BackfillOrder order,
      Flow flow,
      Collection<Arrival> arrivals,
      Function<RunSubject, PastPeriod> past) {
    BackfillPlanner planner = new BackfillPlanner(flow, past);
    arrivals.forEach(arrival -> planner.take(arrival, order));
    return new BackfillPlan(
        planner.subjects(order).stream().map(subject -> planner.entry(order, subject)).toList());
  }

  private void take(Arrival arrival, BackfillOrder order) {
    if (!arrival.at().isBefore(order.asOf())) {
      later.add(arrival.key());
      return;
    }
    latest.merge(arrival.key(), arrival, (known, next) -> next.replaces(known) ? next : known);
  }

  private List<RunSubject> subjects(BackfillOrder order) {
    Map<String, String> slice = flow.sliceOf(order.parameters());
    List<RunSubject> subjects = new ArrayList<>();
    for (Period period : periods(order.from(), order.to())) {
      subjects.add(RunSubject.of(slice, period, flow.period().timezone()));
    }
    if (order.order() == Order.NEWEST) {
      Collections.reverse(subjects);
    }
    return subjects;
  }

  private static List<Period> periods(Period from, Period to) {
    if (from.every() == Every.NONE) {
      throw new IllegalArgumentException("the flow has no periods that could be run again");
    }
    if (to.start().isBefore(from.start())) {
      throw new IllegalArgumentException(
          "the last period %s is before the first %s".formatted(to.text(), from.text()));
    }
    List<Period> periods = new ArrayList<>();
    for (Period next = from; !next.start().isAfter(to.start()); next = next.next()) {
      periods.add(next);
      if (periods.size() > Backfill.MOST_ITEMS) {
        throw new IllegalArgumentException(
            "a backfill has at most %d periods; make several of it".formatted(Backfill.MOST_ITEMS));
      }
    }
    return periods;
  }

  private BackfillPlan.Entry entry(BackfillOrder order, RunSubject subject) {
    PastPeriod before = past.apply(subject);
    if (order.reprocess() == Reprocess.MISSING && before.published()) {
      return new BackfillPlan.Left(subject, "published already");
    }
    if (order.reprocess() == Reprocess.FAILED && !before.failed()) {
      return new BackfillPlan.Left(
          subject, before.revision().isEmpty() ? "never run" : "its latest run did not fail");
    }
    List<Arrival> arrived = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Input input : flow.inputs()) {
      String key = Arrival.key(flow.name(), subject, input.name());
      Optional.ofNullable(latest.get(key))
          .ifPresentOrElse(
              arrived::add,
              () -> missing.add(input.name() + absence(later.contains(key), order.asOf())));
    }
    return missing.isEmpty()
        ? new BackfillPlan.Run(item(order, subject, before, arrived))
        : new BackfillPlan.Impossible(subject, String.join(", ", missing));
  }

  private static String absence(boolean later, Instant asOf) {
    return later ? " had not arrived by " + asOf : " has not arrived";
  }

  private Backfill.Item item(
      BackfillOrder order, RunSubject subject, PastPeriod before, List<Arrival> arrived) {
    String revision =
        switch (order.revision()) {
          case Revision.Current _ -> flow.revision();
          case Revision.Original _ -> before.revision().orElse(flow.revision());
          case Revision.Given given -> given.revision();
        };
    Map<String, List<InputFile>> inputs = new LinkedHashMap<>();
    arrived.forEach(arrival -> inputs.put(arrival.input(), List.of(arrival.file())));
    return new Backfill.Item(subject, revision, inputs, arrived.stream().map(Arrival::id).toList());
  }
}
