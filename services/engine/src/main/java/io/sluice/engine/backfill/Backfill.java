package io.sluice.engine.backfill;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs of several periods, asked for as one.
 *
 * @param items in the order in which they are to run
 * @param parameters given to each run, as text
 * @param maxActive how many of its runs may be open at once
 */
public record Backfill(
    String id,
    String flow,
    List<Item> items,
    Map<String, String> parameters,
    int maxActive,
    String requestedBy,
    Instant at) {

  /** The most periods that one backfill takes. */
  public static final int MOST_ITEMS = 2_000;

  public Backfill {
    items = List.copyOf(items);
    parameters = Map.copyOf(parameters);
  }

  /**
   * One run.
   *
   * @param revision the revision to run
   * @param inputs the files of each input
   * @param arrivals ids of the arrivals that brought them
   */
  public record Item(
      RunSubject subject,
      String revision,
      Map<String, List<InputFile>> inputs,
      List<String> arrivals) {
    public Item {
      inputs = Map.copyOf(inputs);
      arrivals = List.copyOf(arrivals);
    }
  }

  /** What it is known by in logs and stores: {@code flow/id}. */
  public String key() {
    return flow + "/" + id;
  }

  /** A request for each of its runs, in their order; the same each time. */
  public List<RunRequest> requests() {
    return items.stream().map(this::request).toList();
  }

  private RunRequest request(Item item) {
    String request = Ids.of("backfill", id, item.subject().sliceText(), item.subject().period());
    Origin origin =
        new Origin(
            Origin.Kind.BACKFILL,
            request,
            item.arrivals(),
            Map.of(),
            Optional.of(id),
            Optional.empty(),
            false);
    return new RunRequest(
        flow,
        item.revision(),
        "",
        item.subject(),
        parameters,
        item.inputs(),
        origin,
        requestedBy,
        at);
  }
}
