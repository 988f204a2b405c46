package io.sluice.engine.run;

import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.plan.PlannedFigure;
import io.sluice.engine.plan.PlannedStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan of 1 to 12 stages before its delivery, drawn from a seed, and how its parts turn out.
 *
 * @param expected the end that follows from these, computed without the engine
 */
record RandomFlow(Plan plan, Outcomes outcomes, RunEnd.Outcome expected) {

  /** Enough for every mishap that a world may draw. */
  private static final int ATTEMPTS = 60;

  static RandomFlow good(long seed) {
    Plan plan = plan(new Random(seed));
    return new RandomFlow(plan, Outcomes.GOOD, RunEnd.Outcome.PUBLISHED);
  }

  /** Some of its parts fail. */
  static RandomFlow flawed(long seed) {
    Random random = new Random(seed);
    Plan plan = plan(random);
    List<String> sources =
        plan.stages().stream().filter(s -> s.needs().isEmpty()).map(PlannedStage::name).toList();
    Outcomes outcomes =
        new Outcomes(
            drawn(random, plan.stages().stream().map(PlannedStage::name).toList(), 8),
            drawn(random, sources, 8),
            drawn(random, plan.stages().stream().map(PlannedStage::name).toList(), 4),
            drawn(random, plan.checks().stream().map(PlannedCheck::name).toList(), 8),
            drawn(random, plan.figures().stream().map(PlannedFigure::name).toList(), 8));
    return new RandomFlow(plan, outcomes, expected(plan, outcomes));
  }

  private static Set<String> drawn(Random random, List<String> names, int oneIn) {
    return names.stream().filter(_ -> random.nextInt(oneIn) == 0).collect(Collectors.toSet());
  }

  private static Plan plan(Random random) {
    PlanBuilder builder = PlanBuilder.triedUpTo(ATTEMPTS);
    List<String> names = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      String name = "s" + i;
      if (i == 0 || random.nextInt(4) == 0) {
        builder.source(name);
      } else {
        builder.stageOf(random.nextBoolean() ? "work" : "other", name, some(random, names));
      }
      names.add(name);
      if (random.nextInt(3) == 0) {
        builder.check("c" + i, some(random, names));
      }
      if (random.nextInt(5) == 0) {
        builder.warning("w" + i, some(random, names));
      }
      if (random.nextInt(4) == 0) {
        builder.figure("f" + i, names.get(random.nextInt(names.size())));
        builder.figureCheck("fc" + i, "f" + i);
      }
    }
    if (random.nextInt(5) != 0) {
      builder.delivery("deliver", some(random, names));
    }
    return builder.build();
  }

  private static String[] some(Random random, List<String> names) {
    Set<String> chosen = new HashSet<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      chosen.add(names.get(random.nextInt(names.size())));
    }
    return chosen.stream().sorted().toArray(String[]::new);
  }

  private static RunEnd.Outcome expected(Plan plan, Outcomes outcomes) {
    Set<String> completed = new HashSet<>();
    boolean failed = false;
    boolean rejected = false;
    for (PlannedStage stage : plan.stages()) {
      boolean runs = stage.needs().stream().allMatch(need -> completed.contains(need.stage()));
      boolean broken = runs && outcomes.breaks(stage.name());
      boolean bad = runs && !broken && outcomes.bad().contains(stage.name());
      failed |= broken;
      rejected |= bad;
      if (runs && !broken && !bad) {
        completed.add(stage.name());
      }
    }
    rejected |= measured(plan, completed).anyMatch(figure -> outcomes.misses(figure.name()));
    Set<String> values =
        measured(plan, completed)
            .map(PlannedFigure::name)
            .filter(name -> !outcomes.misses(name))
            .collect(Collectors.toSet());
    rejected |=
        plan.checks().stream()
            .filter(PlannedCheck::blocks)
            .filter(check -> completed.containsAll(check.stages()))
            .filter(check -> values.containsAll(check.figures()))
            .anyMatch(check -> outcomes.refuted().contains(check.name()));
    if (rejected) {
      return RunEnd.Outcome.REJECTED;
    }
    return failed ? RunEnd.Outcome.FAILED : RunEnd.Outcome.PUBLISHED;
  }

  private static java.util.stream.Stream<PlannedFigure> measured(Plan plan, Set<String> completed) {
    return plan.figures().stream().filter(figure -> completed.contains(figure.stage()));
  }
}
