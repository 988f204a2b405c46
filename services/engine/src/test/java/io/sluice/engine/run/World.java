package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactFile;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedStage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A small world around one run: a log, services that read it each at its own pace, workers that
 * take what is handed out. What happens next is drawn from a seed; how a stage or check turns out
 * follows from its name. Trouble is drawn too, from a budget, so that it ends.
 */
final class World implements Publications {

  private static final int MAX_STEPS = 20_000;

  final Plan plan;
  final Outcomes outcomes;
  final List<RunInput> log = new ArrayList<>();
  final List<SimulatedService> services = new ArrayList<>();
  final Set<StageItem> handedOut = new HashSet<>();

  private final Random random;
  private final List<Outgoing> work = new ArrayList<>();
  private final List<Deque<RunEvent>> told = new ArrayList<>();
  private final Map<String, ArtefactRef> store = new HashMap<>();
  private final int cancelAt;
  private int trouble;
  private Instant now = Telling.NOW;

  /**
   * @param trouble how many mishaps may be drawn
   * @param cancelAt at which step somebody asks to cancel; never when negative
   */
  World(Plan plan, Outcomes outcomes, long seed, int trouble, int cancelAt) {
    this.plan = plan;
    this.outcomes = outcomes;
    this.random = new Random(seed);
    this.trouble = trouble;
    this.cancelAt = cancelAt;
    log.add(Telling.begun(plan));
    for (Duties duties :
        List.of(
            Duties.RUNS,
            Duties.VALIDATION,
            Duties.ofPools(Set.of("work")),
            Duties.ofPools(Set.of("other", "publish")))) {
      services.add(new SimulatedService(duties, new Coordinator(duties.reactors(this)), log));
    }
  }

  /**
   * Lets it happen until the run is over and everybody has read so.
   *
   * @throws IllegalStateException if the run does not come to its end
   */
  World run() {
    for (int step = 0; step < MAX_STEPS; step++) {
      if (step == cancelAt) {
        log.add(Telling.cancelAsked());
      }
      now = now.plusMillis(1);
      mishap();
      if (!happen()) {
        if (services.stream().allMatch(SimulatedService::isOver)) {
          return this;
        }
        now = services.stream().flatMap(s -> s.next().stream()).min(Instant::compareTo).get();
        services.forEach(service -> service.look(now));
      }
    }
    throw new IllegalStateException("no end after " + MAX_STEPS + " steps: " + log);
  }

  /** One thing that can happen; false when nothing can. */
  private boolean happen() {
    List<Runnable> possible = new ArrayList<>();
    for (SimulatedService service : services) {
      if (service.isBehind()) {
        possible.add(() -> service.read(now));
      }
      if (!service.unsent().isEmpty()) {
        possible.add(() -> send(service.unsent().removeFirst()));
      }
    }
    if (!work.isEmpty()) {
      possible.add(() -> take(work.get(random.nextInt(work.size()))));
    }
    told.removeIf(Deque::isEmpty);
    if (!told.isEmpty()) {
      possible.add(() -> log.add(told.get(random.nextInt(told.size())).removeFirst()));
    }
    if (possible.isEmpty()) {
      return false;
    }
    possible.get(random.nextInt(possible.size())).run();
    return true;
  }

  private void send(Outgoing outgoing) {
    switch (outgoing) {
      case Outgoing.Emit emit -> log.add(emit.event());
      case Outgoing.Release release -> log.add(new RunInput.ResultReleased(release.result().run()));
      case Outgoing.DispatchStage dispatch -> {
        if (dispatch.item().stage().delivers() && !hasOpened()) {
          throw new IllegalStateException("handed out before the publication: " + dispatch);
        }
        handedOut.add(dispatch.item());
        work.add(dispatch);
      }
      case Outgoing.DispatchCheck _ -> work.add(outgoing);
    }
  }

  private boolean hasOpened() {
    return log.stream().anyMatch(RunEvent.PublicationOpened.class::isInstance);
  }

  private void mishap() {
    if (trouble == 0 || random.nextInt(10) != 0) {
      return;
    }
    trouble--;
    switch (random.nextInt(5)) {
      case 0 -> services.get(random.nextInt(services.size())).crash(now);
      case 1 -> log.add(log.get(random.nextInt(log.size())));
      case 2 ->
          store.keySet().stream()
              .sorted()
              .skip(random.nextInt(4))
              .findFirst()
              .ifPresent(store::remove);
      case 3 -> work.addAll(work.isEmpty() ? List.of() : List.of(work.getFirst()));
      default ->
          told.stream().filter(events -> events.size() == 1).findFirst().ifPresent(Deque::clear);
    }
  }

  private void take(Outgoing item) {
    work.remove(item);
    told.add(
        new ArrayDeque<>(
            switch (item) {
              case Outgoing.DispatchStage stage -> work(stage.item());
              case Outgoing.DispatchCheck check -> evaluate(check.item());
              default -> throw new IllegalStateException("no work: " + item);
            }));
  }

  private List<RunEvent> work(StageItem item) {
    StageAttempt attempt = item.stageAttempt();
    Optional<RunEvent> lost = lost(item.inputs());
    RunEvent begun = new RunEvent.StageStarted(Telling.RUN, now, attempt, "worker");
    if (lost.isPresent()) {
      return List.of(begun, lost.get());
    }
    if (item.stage().delivers()) {
      return List.of(begun, deliver(attempt));
    }
    return List.of(begun, outcomes.failure(attempt, now).orElseGet(() -> commit(attempt)));
  }

  private RunEvent deliver(StageAttempt attempt) {
    return outcomes.breaks(attempt.stage())
        ? new RunEvent.DeliveryFailed(Telling.RUN, now, attempt, false, "disk full")
        : new RunEvent.DeliveryCompleted(Telling.RUN, now, attempt, List.of());
  }

  private RunEvent commit(StageAttempt attempt) {
    boolean there = store.containsKey(attempt.stage());
    ArtefactRef made =
        store.computeIfAbsent(attempt.stage(), stage -> Telling.artefact(stage, attempt.attempt()));
    return new RunEvent.StageCompleted(Telling.RUN, now, attempt, "worker", made, 1, 1, there);
  }

  private List<RunEvent> evaluate(CheckItem item) {
    Optional<RunEvent> lost = lost(item.inputs());
    if (lost.isPresent()) {
      return List.of(lost.get());
    }
    return List.of(
        switch (item.kind()) {
          case CHECK -> outcomes.verdict(item, now);
          case FIGURE ->
              new RunEvent.FigureObserved(
                  Telling.RUN,
                  now,
                  item.target(),
                  outcomes.misses(item.target()) ? Optional.empty() : Optional.of(BigDecimal.ONE),
                  "");
        });
  }

  /** A file counts by its content: one made again is as good as the first. */
  private Optional<RunEvent> lost(List<StageInput> inputs) {
    for (StageInput input : inputs) {
      ArtefactRef wanted = input.artefact();
      ArtefactRef there = store.get(wanted.stage());
      if (there == null || !hashes(there).equals(hashes(wanted))) {
        return Optional.of(
            new RunEvent.ArtefactLost(
                Telling.RUN, now, wanted.stage(), input.attempt(), wanted.key(), "missing"));
      }
    }
    return Optional.empty();
  }

  private static List<String> hashes(ArtefactRef artefact) {
    return artefact.files().stream().map(ArtefactFile::sha256).toList();
  }

  /** Names of the stages before the gate. */
  List<String> beforeGate() {
    return plan.stages().stream().filter(s -> !s.delivers()).map(PlannedStage::name).toList();
  }

  @Override
  public Optional<RunResult.Published> current(String resultKey) {
    return Optional.empty();
  }

  @Override
  public Optional<RunRef> publishing(String resultKey) {
    return Optional.empty();
  }
}
