package io.sluice.engine.flow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for names and reserved words. */
final class Names {

  /** Keys that will come; a flow that has them is refused with better words than "unknown". */
  static final Set<String> RESERVED =
      Set.of(
          "http",
          "jdbc",
          "datasets",
          "into",
          "include",
          "call",
          "for_each",
          "when",
          "script",
          "mail",
          "s3");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
  private static final Pattern POOL = Pattern.compile("[a-z][a-z0-9-]{0,59}");
  private static final Set<String> PARTS_OF_A_PLAN = Set.of("publish", "deliver");
  private static final String POOL_OF_CHECKS = "checks";

  private Names() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Problems with each key of a mapping whose keys are names. */
  static void check(Fields fields) {
    for (String key : fields.keys()) {
      if (!isName(key)) {
        fields.problemAt(key, rule(key));
      }
    }
  }

  /** The same, for what becomes a stage. */
  static void checkStages(Fields fields) {
    check(fields);
    fields.keys().stream()
        .filter(PARTS_OF_A_PLAN::contains)
        .forEach(key -> fields.problemAt(key, "the name \"%s\" is reserved".formatted(key)));
  }

  static String rule(String name) {
    String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
    return "\"%s\" is no name: a name has a to z, 0 to 9 and _, begins with a letter, and has at"
        .formatted(shown)
        .concat(" most 60 characters");
  }

  static String unknown(String kind, String name, Collection<String> known) {
    return "there is no %s \"%s\"%s".formatted(kind, name, Suggestion.near(name, known));
  }

  /** The pool that a part of a flow names, or the one it has without. */
  static String pool(Fields fields, String otherwise) {
    return fields
        .get("pool")
        .flatMap(value -> value.parsed("a pool's name such as prepare", Names::poolName))
        .orElse(otherwise);
  }

  private static Optional<String> poolName(String text) {
    return Optional.of(text)
        .filter(name -> POOL.matcher(name).matches() && !name.equals(POOL_OF_CHECKS));
  }

  /** The texts of a list of names, each refused unless it follows the rule. */
  static List<String> listed(Value value, String what) {
    return value.oneOrMore(what).stream()
        .flatMap(item -> item.parsed("a name", Names::name).stream())
        .toList();
  }

  private static Optional<String> name(String text) {
    return Optional.of(text).filter(Names::isName);
  }
}
