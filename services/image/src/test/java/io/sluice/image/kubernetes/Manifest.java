package io.sluice.image.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** One rendered resource. */
record Manifest(JsonObject json) {

  String kind() {
    return text("kind");
  }

  String name() {
    return text("metadata.name");
  }

  /**
   * The text at a path, {@code spec.template.spec.serviceAccountName}; empty where there is none.
   */
  String text(String path) {
    JsonElement found = find(json, path);
    return found.isJsonPrimitive() ? found.getAsString() : "";
  }

  /** The object at a path; an empty one where there is none. */
  JsonObject object(String path) {
    return object(json, path);
  }

  /** The objects of the list at a path; none where there is no list. */
  List<JsonObject> objects(String path) {
    return objects(json, path);
  }

  static JsonObject object(JsonObject from, String path) {
    JsonElement found = find(from, path);
    return found.isJsonObject() ? found.getAsJsonObject() : new JsonObject();
  }

  static List<JsonObject> objects(JsonObject from, String path) {
    JsonElement found = find(from, path);
    JsonArray list = found.isJsonArray() ? found.getAsJsonArray() : new JsonArray();
    return list.asList().stream().map(JsonElement::getAsJsonObject).toList();
  }

  static String text(JsonObject from, String path) {
    JsonElement found = find(from, path);
    return found.isJsonPrimitive() ? found.getAsString() : "";
  }

  private static JsonElement find(JsonObject from, String path) {
    JsonElement found = from;
    for (String step : path.split("\\.")) {
      JsonElement next = found.isJsonObject() ? found.getAsJsonObject().get(step) : null;
      found = next == null ? new JsonObject() : next;
    }
    return found;
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
