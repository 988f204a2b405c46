package io.sluice.engine.plan;

import io.sluice.engine.artefact.Sha256;
import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Publication;
import io.sluice.engine.flow.Stage;

/**
 * Hashes of what stages are told to do. Pool, limits and names are left out: they do not change
 * what comes of it. The texts are those of the model's records, which list every component in
 * order.
 */
final class Definitions {

  private Definitions() {}

  static String of(Input input) {
    return hash(input.format() + "\n" + input.contract());
  }

  static String of(Stage stage) {
    return hash(stage.sql());
  }

  /** A page shows the flow's name, description and figures, so they are part of what it is. */
  static String of(Publication publication, Flow flow) {
    Export export = publication.export();
    String page =
        export instanceof Export.Html
            ? flow.name() + "\n" + flow.description() + "\n" + flow.figures()
            : "";
    return hash(publication.fileName() + "\n" + export + "\n" + page);
  }

  private static String hash(String text) {
    return Sha256.start().text(text).hex();
  }
}
