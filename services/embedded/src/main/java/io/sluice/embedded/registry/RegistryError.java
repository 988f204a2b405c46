package io.sluice.embedded.registry;

/** An answer that is not a success: an HTTP status and Confluent's error code. */
final class RegistryError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  RegistryError(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static RegistryError unknownSubject(String subject) {
    return new RegistryError(404, 40401, "Subject '" + subject + "' not found.");
  }

  static RegistryError unknownVersion(String version) {
    return new RegistryError(404, 40402, "Version " + version + " not found.");
  }

  static RegistryError unknownSchema() {
    return new RegistryError(404, 40403, "Schema not found");
  }

  static RegistryError noSubjectConfig(String subject) {
    return new RegistryError(
        404,
        40408,
        "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static RegistryError invalidSchema(String why) {
    return new RegistryError(422, 42201, "Invalid schema: " + why);
  }

  static RegistryError invalidVersion(String version) {
    return new RegistryError(
        422, 42202, "'" + version + "' is not a version: expected a number from 1 or \"latest\"");
  }

  static RegistryError invalidLevel(String level) {
    return new RegistryError(422, 42203, "Invalid compatibility level '" + level + "'");
  }

  static RegistryError incompatible(String why) {
    return new RegistryError(409, 409, "Schema being registered is incompatible: " + why);
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
