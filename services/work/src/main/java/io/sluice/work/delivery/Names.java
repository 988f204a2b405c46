package io.sluice.work.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses names that would lead out of the folder that they stand for. */
final class Names {

  private static final int MAX_LENGTH = 200;
  private static final String FORBIDDEN = "/\\:*?\"<>|";

  private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]{0,8}");

  private Names() {}

  /** The folders from the root to the version's, in order. */
  static List<String> folders(DeliveryOrder order) {
    if (order.version() < 1) {
      throw new DeliveryException("a publication's version is at least 1, not " + order.version());
    }
    List<String> folders = new ArrayList<>();
    folders.add(required("flow", order.flow()));
    if (!order.slice().isEmpty()) {
      folders.add(required("slice", order.slice()));
    }
    if (!order.period().isEmpty()) {
      folders.add(required("period", order.period()));
    }
    folders.add("v" + order.version());
    return folders;
  }

  /** The version that a folder's name stands for. */
  static Optional<Integer> version(String folder) {
    return VERSION.matcher(folder).matches()
        ? Optional.of(Integer.parseInt(folder.substring(1)))
        : Optional.empty();
  }

  static void requireFiles(List<DeliveryOrder.Item> items) {
    Set<String> seen = new HashSet<>();
    for (DeliveryOrder.Item item : items) {
      if (!seen.add(required("file", item.fileName()).toLowerCase(Locale.ROOT))) {
        throw new DeliveryException("two files are called " + item.fileName());
      }
    }
  }

  private static String required(String what, String name) {
    boolean refused =
        name.isBlank()
            || name.length() > MAX_LENGTH
            || name.startsWith(".")
            || name.chars().anyMatch(c -> c < ' ' || c == 0x7f || FORBIDDEN.indexOf(c) >= 0);
    if (refused) {
      throw new DeliveryException(
          "'%s' cannot be a %s's name in a folder: it must not be empty, begin with a dot, be longer than %d characters or hold one of %s"
              .formatted(name, what, MAX_LENGTH, FORBIDDEN));
    }
    return name;
  }
}
