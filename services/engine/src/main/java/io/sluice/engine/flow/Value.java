package io.sluice.engine.flow;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A node with its place in a file. What is asked of it and is not there becomes a problem, and the
 * answer is empty: the caller goes on with a placeholder, since no flow comes of it anyway.
 */
record Value(Node node, String path, String file, Problems problems) {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?\\d{1,30}(\\.\\d{1,30})?([eE][-+]?\\d{1,2})?");
  private static final int LONGEST_SHOWN = 60;

  /** The root of a file. */
  static Value root(Node node, String file, Problems problems) {
    return new Value(node, "", file, problems);
  }

  void problem(String message) {
    problems.add(path, file, node, message);
  }

  private <T> Optional<T> expected(String what) {
    problem("expected %s but found %s".formatted(what, shown()));
    return Optional.empty();
  }

  /** The node as a person would name it. */
  String shown() {
    return switch (node) {
      case Node.Sequence _ -> "a list";
      case Node.Mapping _ -> "a mapping";
      case Node.Scalar scalar when scalar.absent() -> "nothing";
      case Node.Scalar scalar when scalar.quoted() -> '"' + shortened(scalar.text()) + '"';
      case Node.Scalar scalar -> shortened(scalar.text());
    };
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }

  boolean isMapping() {
    return node instanceof Node.Mapping;
  }

  boolean isSequence() {
    return node instanceof Node.Sequence;
  }

  /** Whether the node is this very word, unquoted or not. */
  boolean is(String word) {
    return node instanceof Node.Scalar scalar && scalar.text().equals(word);
  }

  /** Any text that is not empty. */
  Optional<String> text(String what) {
    return plain().filter(text -> !text.isBlank()).or(() -> expected(what));
  }

  /** What {@code parse} makes of the text; a problem when it makes nothing. */
  <T> Optional<T> parsed(String what, Function<String, Optional<T>> parse) {
    return plain().flatMap(parse).or(() -> expected(what));
  }

  private Optional<String> plain() {
    return node instanceof Node.Scalar scalar && !scalar.absent()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  private Optional<String> unquoted() {
    return node instanceof Node.Scalar scalar && !scalar.quoted()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  boolean flag() {
    Optional<Boolean> flag =
        switch (unquoted().orElse("")) {
          case "true" -> Optional.of(true);
          case "false" -> Optional.of(false);
          default -> expected("true or false");
        };
    return flag.orElse(false);
  }

  Optional<BigDecimal> number(String what) {
    return unquoted().flatMap(Value::decimal).or(() -> expected(what));
  }

  /** A whole number between the bounds, both included; the lower bound when it is none. */
  int whole(int min, int max) {
    String what = "a whole number from %d to %d".formatted(min, max);
    Optional<Integer> whole =
        unquoted()
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Integer::valueOf)
            .filter(number -> number >= min && number <= max);
    return whole.or(() -> expected(what)).orElse(min);
  }

  boolean isWhole() {
    return unquoted().filter(text -> text.matches("\\d{1,9}")).isPresent();
  }

  static Optional<BigDecimal> decimal(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /** One of the constants, written in lower case; the first one when it is none. */
  <E extends Enum<E>> E oneOf(Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Value::word).toList();
    String text = plain().orElse("");
    int index = words.indexOf(text);
    if (index < 0) {
      problem(
          "expected %s but found %s%s"
              .formatted(String.join(" or ", words), shown(), Suggestion.near(text, words)));
    }
    return type.getEnumConstants()[Math.max(0, index)];
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The items of a list. */
  List<Value> items(String what) {
    if (!(node instanceof Node.Sequence(List<Node> items, _, _))) {
      expected(what);
      return List.of();
    }
    return IntStream.range(0, items.size()).mapToObj(i -> item(items.get(i), i)).toList();
  }

  /** The items of a list, or the value itself where one stands for a list of one. */
  List<Value> oneOrMore(String what) {
    List<Value> items = node instanceof Node.Scalar ? List.of(this) : items(what);
    if (items.isEmpty() && isSequence()) {
      expected(what);
    }
    return items;
  }

  private Value item(Node item, int index) {
    return new Value(item, "%s[%d]".formatted(path, index), file, problems);
  }

  /** A mapping whose keys are fixed. */
  Fields fields(List<String> known) {
    Fields fields = entries("a mapping with " + String.join(", ", known));
    fields.refuseUnknown(known);
    return fields;
  }

  /** A mapping whose keys are the author's. */
  Fields entries(String what) {
    if (node instanceof Node.Mapping(List<Node.Entry> entries, _, _)) {
      return new Fields(this, entries);
    }
    expected(what);
    return new Fields(this, List.of());
  }
}
