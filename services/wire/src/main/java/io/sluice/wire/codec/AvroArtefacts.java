package io.sluice.wire.codec;

import static io.sluice.wire.codec.AvroBasics.list;

import io.sluice.engine.artefact.ArtefactFile;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.DeliveredFile.Column;
import io.sluice.schemas.Artefact;
import io.sluice.schemas.FileColumn;
import io.sluice.schemas.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stages made and runs delivered, as the topics carry it: an artefact's files lie by output in
 * the order of its names, and the files of an output keep theirs.
 */
final class AvroArtefacts {

  private AvroArtefacts() {}

  static Artefact artefact(ArtefactRef ref) {
    Map<String, Output> outputs = new TreeMap<>();
    for (ArtefactFile file : ref.files()) {
      outputs
          .computeIfAbsent(file.output(), _ -> new Output(new ArrayList<>()))
          .getFiles()
          .add(file(file));
    }
    return new Artefact(
        ref.stage(), ref.key(), ref.rows(), ref.bytes(), ref.fingerprint(), outputs);
  }

  private static io.sluice.schemas.ArtefactFile file(ArtefactFile file) {
    return new io.sluice.schemas.ArtefactFile(
        file.name(), file.sha256(), file.bytes(), file.rows());
  }

  static ArtefactRef ref(String flow, Artefact artefact) {
    List<ArtefactFile> files = new ArrayList<>();
    new TreeMap<>(artefact.getOutputs())
        .forEach((output, made) -> made.getFiles().forEach(file -> files.add(file(output, file))));
    return new ArtefactRef(
        flow,
        artefact.getStage(),
        artefact.getKey(),
        artefact.getRows(),
        artefact.getBytes(),
        artefact.getFingerprint(),
        files);
  }

  private static ArtefactFile file(String output, io.sluice.schemas.ArtefactFile file) {
    return new ArtefactFile(
        output, file.getName(), file.getSha256(), file.getBytes(), file.getRows());
  }

  static List<io.sluice.schemas.DeliveredFile> delivered(List<DeliveredFile> files) {
    return list(
        files,
        file ->
            new io.sluice.schemas.DeliveredFile(
                file.publication(),
                file.name(),
                file.address(),
                file.sha256(),
                file.bytes(),
                file.rows(),
                list(file.columns(), c -> new FileColumn(c.name(), c.type()))));
  }

  static List<DeliveredFile> deliveredFiles(List<io.sluice.schemas.DeliveredFile> files) {
    return list(
        files,
        file ->
            new DeliveredFile(
                file.getPublication(),
                file.getName(),
                file.getAddress(),
                file.getSha256(),
                file.getBytes(),
                file.getRows(),
                list(file.getColumns(), c -> new Column(c.getName(), c.getType()))));
  }
}
