package io.sluice.work.flowfiles;

import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.flow.Node;
import io.sluice.engine.flow.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a source of a flow's texts, wherever they came from. */
public final class FlowFiles {

  private FlowFiles() {}

  /**
   * Parses the YAML files among the texts.
   *
   * @param files text by path in the flow's folder, with forward slashes
   */
  public static FlowSource source(Map<String, String> files) {
    return source(files, List.of());
  }

  static FlowSource source(Map<String, String> files, List<Problem> found) {
    Map<String, Node> trees = new HashMap<>();
    List<Problem> problems = new ArrayList<>(found);
    files.forEach(
        (file, text) -> {
          if (!isYaml(file)) {
            return;
          }
          switch (YamlTree.parse(file, text)) {
            case YamlTree.Parsed.Tree(Node root) -> trees.put(file, root);
            case YamlTree.Parsed.Broken(Problem problem) -> problems.add(problem);
          }
        });
    return new FlowSource(new TreeMap<>(files), trees, problems);
  }

  private static boolean isYaml(String file) {
    return file.endsWith(".yaml");
  }
}
