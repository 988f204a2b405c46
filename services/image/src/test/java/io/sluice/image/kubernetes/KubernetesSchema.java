package io.sluice.image.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.util.Map;
import java.util.Optional;

/**
 * The schemas of Kubernetes, as its Java client has them: the client is generated from the OpenAPI
 * description of the server. They know every field and its type, and which are required, but no
 * rules about values.
 */
final class KubernetesSchema {

  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "v1 ConfigMap", V1ConfigMap.class,
          "v1 PersistentVolumeClaim", V1PersistentVolumeClaim.class,
          "v1 ServiceAccount", V1ServiceAccount.class,
          "apps/v1 Deployment", V1Deployment.class,
          "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class,
          "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class);

  static {
    // sets up the client's own reader and writer
    new JSON();
  }

  private KubernetesSchema() {}

  /** Whether it is a resource of Kubernetes itself, one that this knows. */
  static boolean knows(Manifest manifest) {
    return MODELS.containsKey(key(manifest));
  }

  /** What does not fit; empty when all does. */
  static Optional<String> problem(Manifest manifest) {
    Class<?> model = MODELS.get(key(manifest));
    if (model == null) {
      return Optional.of("There is no schema for %s".formatted(key(manifest)));
    }
    try {
      // Reading refuses unknown and missing fields, but takes a number for a text: then what is
      // written again is another thing.
      Object read = JSON.getGson().fromJson(manifest.json(), model);
      JsonElement written = JsonParser.parseString(JSON.getGson().toJson(read));
      return difference("", manifest.json(), written);
    } catch (IllegalArgumentException | JsonParseException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static String key(Manifest manifest) {
    return manifest.text("apiVersion") + " " + manifest.kind();
  }

  private static Optional<String> difference(String path, JsonElement given, JsonElement taken) {
    if (given.equals(taken)) {
      return Optional.empty();
    }
    if (given.isJsonObject() && taken.isJsonObject()) {
      return difference(path, given.getAsJsonObject(), taken.getAsJsonObject());
    }
    if (given.isJsonArray() && taken.isJsonArray() && sizeOf(given) == sizeOf(taken)) {
      for (int i = 0; i < sizeOf(given); i++) {
        JsonElement one = given.getAsJsonArray().get(i);
        Optional<String> found =
            difference(path + "[" + i + "]", one, taken.getAsJsonArray().get(i));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    return Optional.of("%s: %s was understood as %s".formatted(path, given, taken));
  }

  private static int sizeOf(JsonElement list) {
    return list.getAsJsonArray().size();
  }

  private static Optional<String> difference(String path, JsonObject given, JsonObject taken) {
    for (Map.Entry<String, JsonElement> field : given.entrySet()) {
      String here = path + "." + field.getKey();
      JsonElement other = taken.get(field.getKey());
      if (other == null) {
        return Optional.of("%s: %s was not understood".formatted(here, field.getValue()));
      }
      Optional<String> found = difference(here, field.getValue(), other);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
