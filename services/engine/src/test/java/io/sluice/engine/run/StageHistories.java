package io.sluice.engine.run;

import static io.sluice.engine.run.Histories.and;

import java.util.List;

/** Histories that bring mid or the delivery of {@link Histories#PLAN} to a state. */
final class StageHistories {

  private StageHistories() {}

  /** The stage is at its first attempt. */
  static List<RunInput> atFirst(String stage, String state) {
    return stage.equals("deliver") ? deliveryAtFirst(state) : midAtFirst(state);
  }

  private static List<RunInput> midAtFirst(String state) {
    return switch (state) {
      case "Waiting" -> List.of();
      case "Ready" -> Histories.sourceDone();
      case "Started" -> and(Histories.sourceDone(), Telling.started("mid", 1));
      case "Completed" -> Histories.midDone();
      case "Failed" -> and(Histories.sourceDone(), Telling.broke("mid", 1));
      case "Skipped" -> List.of(Telling.broke("src", 1), Telling.skipped("mid"));
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static List<RunInput> deliveryAtFirst(String state) {
    return switch (state) {
      case "Waiting" -> Histories.gatePassed();
      case "Ready" -> Histories.publishing();
      case "Started" -> and(Histories.publishing(), Telling.started("deliver", 1));
      case "Delivered" -> Histories.delivered();
      case "Failed" -> and(Histories.publishing(), Telling.undelivered("deliver", 1, false));
      default -> throw new IllegalArgumentException(state);
    };
  }

  /** The stage is at its second attempt, its first having failed or been overtaken by a loss. */
  static List<RunInput> atSecond(String stage, String state) {
    return stage.equals("deliver") ? deliveryAtSecond(state) : midAtSecond(state);
  }

  private static List<RunInput> midAtSecond(String state) {
    List<RunInput> again = and(Histories.sourceDone(), Telling.stumbled("mid", 1));
    return switch (state) {
      case "Waiting" -> and(Histories.sourceDone(), Telling.lost("src", 1));
      case "Ready" -> again;
      case "Started" -> and(again, Telling.started("mid", 2));
      case "Completed" -> and(again, Telling.completed("mid", 2));
      case "Failed" -> and(again, Telling.broke("mid", 2));
      case "Skipped" ->
          List.of(
              Telling.completed("src", 1),
              Telling.stumbled("mid", 1),
              Telling.refuted("src.contract"),
              Telling.skipped("mid"));
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static List<RunInput> deliveryAtSecond(String state) {
    List<RunInput> again = and(Histories.publishing(), Telling.undelivered("deliver", 1, true));
    return switch (state) {
      case "Waiting" -> and(Histories.publishing(), Telling.lost("out", 1));
      case "Ready" -> again;
      case "Started" -> and(again, Telling.started("deliver", 2));
      case "Delivered" -> and(again, Telling.delivered("deliver", 2));
      case "Failed" -> and(again, Telling.undelivered("deliver", 2, false));
      default -> throw new IllegalArgumentException(state);
    };
  }
}
