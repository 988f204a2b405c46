package io.sluice.engine.flow;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text files of a flow's folder.
 *
 * @param files text by path, relative to the flow's folder, with forward slashes
 * @param trees the parsed YAML files by path; a file with a syntax error has no tree but a problem
 * @param problems what is wrong with the folder and the syntax of its files
 */
public record FlowSource(
    SortedMap<String, String> files, Map<String, Node> trees, List<Problem> problems) {

  /** The file that makes a folder a flow. */
  public static final String FLOW_FILE = "flow.yaml";

  /** The folder of the reference values, a YAML file a period. */
  public static final String REFERENCES = "references/";

  /** Longest text of all files of a flow together, in bytes of UTF-8. */
  public static final int MAX_BYTES = 512 * 1024;

  private static final List<String> OUTSIDE_REVISION = List.of(REFERENCES, "sample/", "out/");

  public FlowSource {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    trees = Map.copyOf(trees);
    problems = List.copyOf(problems);
  }

  /** The files that make up the revision: all but references, sample and output. */
  public SortedMap<String, String> revisionFiles() {
    SortedMap<String, String> revision = new TreeMap<>(files);
    revision.keySet().removeIf(path -> OUTSIDE_REVISION.stream().anyMatch(path::startsWith));
    return Collections.unmodifiableSortedMap(revision);
  }

  /** The reference files beside the revision. */
  public SortedMap<String, String> references() {
    SortedMap<String, String> references = new TreeMap<>(files);
    references.keySet().removeIf(path -> !path.startsWith(REFERENCES));
    return Collections.unmodifiableSortedMap(references);
  }
}
