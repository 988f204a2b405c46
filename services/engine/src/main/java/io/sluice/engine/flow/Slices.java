package io.sluice.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How slices are written: as text in keys, as names of folders. */
public final class Slices {

  /** The text is the name of a folder, and file systems take no longer ones everywhere. */
  private static final int LONGEST = 200;

  private Slices() {}

  /** The slice as text, names in order: {@code taxi=green,zone=7}; empty for the empty slice. */
  public static String text(Map<String, String> slice) {
    return new TreeMap<>(slice)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
  }

  /** Why no run can be of that slice, in words for people; empty when one can. */
  public static List<String> problems(Map<String, String> slice) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(slice)
        .forEach(
            (name, value) -> {
              if (!FilePattern.isSliceValue(value)) {
                problems.add(
                    ("parameter %s is part of the slice: expected letters, digits, - and _, at most"
                            + " 60, the first a letter or digit, but found \"%s\"")
                        .formatted(name, value));
              }
            });
    String text = text(slice);
    if (problems.isEmpty() && text.length() > LONGEST) {
      problems.add(
          "the slice %s has %d characters, but its folders' names may have %d; give shorter values"
              .formatted(text, text.length(), LONGEST));
    }
    return problems;
  }

  /**
   * Why a text is no slice of a flow; empty when it is one.
   *
   * @param names the slice's parameters as the flow declares them
   */
  static Optional<String> problemIn(String text, List<String> names) {
    SortedSet<String> missing = new TreeSet<>(names);
    String form = missing.stream().map(name -> name + "=…").collect(Collectors.joining(","));
    Map<String, String> slice = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      String[] entry = part.split("=", 2);
      if (entry.length == 2 && missing.remove(entry[0])) {
        slice.put(entry[0], entry[1]);
      }
    }
    if (!missing.isEmpty() || !text(slice).equals(text)) {
      return Optional.of("expected %s but found \"%s\"".formatted(form, text));
    }
    return problems(slice).stream().findFirst();
  }
}
