package io.sluice.cli.client;

/** Who types. */
final class Person {

  private Person() {}

  /** The name by which this machine knows the person; empty when it knows none. */
  static String name() {
    return System.getProperty("user.name", "");
  }
}
