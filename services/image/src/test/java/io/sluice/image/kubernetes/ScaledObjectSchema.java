package io.sluice.image.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of KEDA's ScaledObject that we use, written down from its documentation: KEDA's own
 * schema comes with no artefact of Maven.
 *
 * @see <a href="https://keda.sh/docs/2.18/reference/scaledobject-spec/">its specification</a>
 * @see <a href="https://keda.sh/docs/2.18/scalers/prometheus/">the trigger</a>
 */
final class ScaledObjectSchema {

  private static final Set<String> SPEC =
      Set.of(
          "scaleTargetRef",
          "pollingInterval",
          "cooldownPeriod",
          "minReplicaCount",
          "maxReplicaCount",
          "fallback",
          "advanced",
          "triggers");

  private static final Set<String> METADATA =
      Set.of("serverAddress", "query", "threshold", "activationThreshold", "ignoreNullValues");

  private ScaledObjectSchema() {}

  /** What does not fit; empty when all does. */
  static Optional<String> problem(Manifest manifest) {
    JsonObject spec = manifest.object("spec");
    if (!manifest.text("apiVersion").equals("keda.sh/v1alpha1")) {
      return Optional.of("apiVersion: " + manifest.text("apiVersion"));
    }
    return unknown(spec, SPEC)
        .or(() -> unknown(Manifest.object(spec, "scaleTargetRef"), Set.of("name")))
        .or(
            () ->
                unknown(Manifest.object(spec, "fallback"), Set.of("failureThreshold", "replicas")))
        .or(
            () ->
                Manifest.objects(spec, "triggers").stream()
                    .flatMap(trigger -> trigger(trigger).stream())
                    .findFirst());
  }

  private static Optional<String> trigger(JsonObject trigger) {
    JsonObject metadata = Manifest.object(trigger, "metadata");
    return unknown(trigger, Set.of("type", "metadata"))
        .or(() -> unknown(metadata, METADATA))
        .or(
            () ->
                metadata.entrySet().stream()
                    .filter(entry -> !isText(entry.getValue()))
                    .map(entry -> "%s has to be a text".formatted(entry.getKey()))
                    .findFirst());
  }

  private static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  private static Optional<String> unknown(JsonObject object, Set<String> known) {
    return object.entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(field -> !known.contains(field))
        .map("There is no field "::concat)
        .findFirst();
  }
}
