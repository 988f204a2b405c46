package io.sluice.work.store;

import java.util.UUID;
import java.util.regex.Pattern;

/** Names that are safe as a part of a path. */
final class StoreNames {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.-]{0,127}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ATTEMPT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,300}");

  /** How the names of what was set aside begin. */
  private static final String DAMAGED = ".damaged-";

  private StoreNames() {}

  /** A name of its own for what is set aside. */
  static String damaged(String name) {
    return DAMAGED + name + "-" + UUID.randomUUID();
  }

  static boolean isDamaged(String name) {
    return name.startsWith(DAMAGED);
  }

  /** A flow, stage, output or extension. */
  static String name(String what, String name) {
    return matching(what, NAME, name);
  }

  static String hash(String what, String hash) {
    return matching(what, HASH, hash);
  }

  static String attempt(String attempt) {
    return matching("attempt", ATTEMPT, attempt);
  }

  static String file(String name) {
    return matching("file", FILE, name);
  }

  private static String matching(String what, Pattern pattern, String text) {
    if (!pattern.matcher(text).matches() || text.contains("..")) {
      throw new IllegalArgumentException(
          "'%s' cannot name a %s in the store: expected %s without '..'"
              .formatted(text, what, pattern));
    }
    return text;
  }
}
