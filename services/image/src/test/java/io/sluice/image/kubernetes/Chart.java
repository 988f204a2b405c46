package io.sluice.image.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The chart of deploy/kubernetes, rendered by Helm itself. */
final class Chart {

  /** The folder that everything lies in. */
  static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();

  static final Path FOLDER = ROOT.resolve("deploy/kubernetes/sluice");

  private static final Path EXAMPLES = ROOT.resolve("deploy/kubernetes/examples");

  private Chart() {}

  /**
   * Renders it as a release {@code sluice}.
   *
   * @param examples names of files of values in deploy/kubernetes/examples, the later ones winning
   */
  static List<Manifest> rendered(String... examples) {
    TemplateCommand command = template();
    for (String example : examples) {
      command = command.withValuesFile(EXAMPLES.resolve(example));
    }
    return manifests(command.call());
  }

  /** Renders it with a file of values. */
  static List<Manifest> rendered(Path values) {
    return manifests(template().withValuesFile(values).call());
  }

  static TemplateCommand template() {
    return new Helm(FOLDER)
        .template()
        .withName("sluice")
        .withNamespace("data")
        .withKubeVersion("1.34.0");
  }

  /** Reads documents as Kubernetes does; a key that stands twice in one block is an error. */
  private static List<Manifest> manifests(String yaml) {
    List<Manifest> manifests = new ArrayList<>();
    for (Object document : reader().loadAll(yaml)) {
      if (document != null) {
        manifests.add(new Manifest(json(document)));
      }
    }
    return manifests;
  }

  static JsonObject yaml(String text) {
    return json(reader().load(text));
  }

  private static Yaml reader() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options));
  }

  private static JsonObject json(Object document) {
    return new Gson().toJsonTree(document).getAsJsonObject();
  }
}
