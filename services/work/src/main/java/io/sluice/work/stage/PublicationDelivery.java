package io.sluice.work.stage;

import io.sluice.engine.artefact.ArtefactFile;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Publication;
import io.sluice.engine.plan.Operation;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.DeliveredFile.Column;
import io.sluice.engine.run.StageInput;
import io.sluice.engine.run.StageItem;
import io.sluice.work.cache.Lease;
import io.sluice.work.delivery.Delivered;
import io.sluice.work.delivery.Delivery;
import io.sluice.work.delivery.DeliveryOrder;
import io.sluice.work.delivery.SourceChangedException;
import io.sluice.work.store.ArtefactLostException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a publication's files to their place, exactly as the gate passed them. */
final class PublicationDelivery {

  private final Workbench bench;
  private final Flow flow;

  PublicationDelivery(Workbench bench, Flow flow) {
    this.bench = bench;
    this.flow = flow;
  }

  List<DeliveredFile> deliver(StageItem item) throws IOException, ArtefactLostException {
    try (Lease lease = new Lease()) {
      return deliver(item, lease);
    }
  }

  private List<DeliveredFile> deliver(StageItem item, Lease lease)
      throws IOException, ArtefactLostException {
    Map<String, List<Path>> sources = StageViews.open(bench.store(), item.inputs(), lease);
    try {
      return deliver(item, sources);
    } catch (SourceChangedException e) {
      // what is damaged where it is kept is told lost, and made again
      sources.values().forEach(files -> files.forEach(bench.store()::distrust));
      var _ = StageViews.open(bench.store(), item.inputs(), lease);
      throw e;
    }
  }

  private List<DeliveredFile> deliver(StageItem item, Map<String, List<Path>> sources)
      throws IOException {
    List<DeliveryOrder.Item> files = new ArrayList<>();
    for (StageInput input : item.inputs()) {
      ArtefactFile file = input.artefact().files().getFirst();
      Path source = sources.getOrDefault(input.alias(), List.of()).getFirst();
      files.add(
          new DeliveryOrder.Item(fileName(input.artefact()), source, file.sha256(), file.bytes()));
    }
    Delivered delivered =
        target(item)
            .deliver(
                new DeliveryOrder(
                    item.run().flow(),
                    item.subject().sliceText(),
                    item.subject().period(),
                    Math.max(1, Math.toIntExact(item.version())),
                    files));
    List<DeliveredFile> told = new ArrayList<>();
    for (StageInput input : item.inputs()) {
      told.add(deliveredFile(input.artefact(), delivered));
    }
    return told;
  }

  private Delivery target(StageItem item) {
    return switch (Operation.of(item.stage().operation())) {
      case SHADOW -> bench.storage().shadow(item.run().run());
      default -> bench.storage().delivery();
    };
  }

  private String fileName(ArtefactRef artefact) {
    return publication(artefact).fileName();
  }

  private Publication publication(ArtefactRef artefact) {
    String name = StageNames.publication(artefact.stage());
    return flow.publications().stream()
        .filter(publication -> publication.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the flow has no publication " + name));
  }

  private DeliveredFile deliveredFile(ArtefactRef artefact, Delivered delivered)
      throws IOException {
    ArtefactFile file = artefact.files().getFirst();
    String name = fileName(artefact);
    return new DeliveredFile(
        StageNames.publication(artefact.stage()),
        name,
        delivered.address() + "/" + name,
        file.sha256(),
        file.bytes(),
        file.rows(),
        columns(artefact));
  }

  private List<Column> columns(ArtefactRef artefact) throws IOException {
    return switch (publication(artefact).export()) {
      case Export.Csv csv -> columns(artefact, csv.stage());
      case Export.Parquet(String stage) -> columns(artefact, stage);
      case Export.Xlsx _, Export.DuckDb _, Export.Html _ -> List.of();
    };
  }

  private List<Column> columns(ArtefactRef artefact, String stage) throws IOException {
    return bench.store().columnsOfInput(artefact, stage).stream()
        .map(column -> new Column(column.name(), column.type()))
        .toList();
  }
}
