package io.sluice.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.embedded.registry.SchemaCatalog.Entry;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** What each address of Confluent's API answers. */
final class RegistryRoutes {

  /** A request: its method, the decoded parts of its path, its JSON body (empty when none). */
  record Request(String method, List<String> path, String query, JsonNode body) {
    private String part(int index) {
      return path.get(index);
    }

    /** The method and the path's fixed parts, with a star for the others. */
    private String shape() {
      StringBuilder shape = new StringBuilder(method);
      for (int i = 0; i < path.size(); i++) {
        boolean fixed = i == 0 || FIXED.contains(path.get(i)) && !afterSubjects(i);
        shape.append('/').append(fixed ? path.get(i) : "*");
      }
      return shape.toString();
    }

    private boolean afterSubjects(int index) {
      String before = path.get(index - 1);
      return index == 1 && (before.equals("subjects") || before.equals("config"))
          || index == 2 && path.getFirst().equals("compatibility");
    }
  }

  private static final List<String> FIXED =
      List.of("subjects", "versions", "schemas", "ids", "types", "schema");

  private final RegistryService service;

  RegistryRoutes(RegistryService service) {
    this.service = service;
  }

  JsonNode answer(Request request) {
    String method = request.method();
    return switch (request.path().isEmpty() ? "" : request.part(0)) {
      case "" -> object();
      case "subjects" -> subjects(request);
      case "schemas" -> schemas(request);
      case "config" -> config(request);
      case "compatibility" -> compatibility(request);
      case "mode" -> method.equals("GET") ? object().put("mode", "READWRITE") : notHere(request);
      default -> notHere(request);
    };
  }

  private JsonNode subjects(Request request) {
    return switch (request.shape()) {
      case "GET/subjects" -> strings(service.catalog().subjects());
      case "POST/subjects/*" -> entry(service.lookUp(request.part(1), schemaText(request)));
      case "GET/subjects/*/versions" -> versions(request.part(1));
      case "POST/subjects/*/versions" ->
          object().put("id", service.register(request.part(1), schemaText(request)));
      case "GET/subjects/*/versions/*" -> entry(service.version(request.part(1), request.part(3)));
      case "GET/subjects/*/versions/*/schema" ->
          tree(service.version(request.part(1), request.part(3)).schema());
      default -> notHere(request);
    };
  }

  private JsonNode schemas(Request request) {
    return switch (request.shape()) {
      case "GET/schemas/types" -> strings(List.of("AVRO"));
      case "GET/schemas/ids/*" -> object().put("schema", byId(request.part(2)).toString());
      case "GET/schemas/ids/*/schema" -> tree(byId(request.part(2)));
      case "GET/schemas/ids/*/versions" -> uses(request.part(2));
      default -> notHere(request);
    };
  }

  private JsonNode config(Request request) {
    Optional<String> subject =
        request.path().size() > 1 ? Optional.of(request.part(1)) : Optional.empty();
    return switch (request.shape()) {
      case "GET/config", "GET/config/*" ->
          object().put("compatibilityLevel", level(request, subject).name());
      case "PUT/config", "PUT/config/*" -> {
        Compatibility level = Compatibility.of(request.body().path("compatibility").asText());
        service.setLevel(subject, level);
        yield object().put("compatibility", level.name());
      }
      case "DELETE/config", "DELETE/config/*" -> {
        Compatibility level = level(request, subject);
        service.removeLevel(subject);
        yield object().put("compatibilityLevel", level.name());
      }
      default -> notHere(request);
    };
  }

  private JsonNode compatibility(Request request) {
    return switch (request.shape()) {
      case "POST/compatibility/subjects/*/versions" ->
          verdict(service.violations(request.part(2), schemaText(request)));
      case "POST/compatibility/subjects/*/versions/*" ->
          verdict(service.violations(request.part(2), request.part(4), schemaText(request)));
      default -> notHere(request);
    };
  }

  private Compatibility level(Request request, Optional<String> subject) {
    if (subject.isEmpty()) {
      return service.catalog().globalLevel();
    }
    String name = subject.get();
    return request.query().contains("defaultToGlobal=true")
        ? service.catalog().level(name)
        : service.catalog().ownLevel(name).orElseThrow(() -> RegistryError.noSubjectConfig(name));
  }

  private Schema byId(String id) {
    return service.catalog().byId(number(id)).orElseThrow(RegistryError::unknownSchema);
  }

  private JsonNode uses(String id) {
    byId(id);
    ArrayNode uses = Schemas.JSON.createArrayNode();
    for (Entry entry : service.catalog().usesOf(number(id))) {
      uses.addObject().put("subject", entry.subject()).put("version", entry.version());
    }
    return uses;
  }

  private JsonNode versions(String subject) {
    List<Entry> versions = service.catalog().versions(subject);
    if (versions.isEmpty()) {
      throw RegistryError.unknownSubject(subject);
    }
    ArrayNode numbers = Schemas.JSON.createArrayNode();
    versions.forEach(e -> numbers.add(e.version()));
    return numbers;
  }

  private static String schemaText(Request request) {
    JsonNode body = request.body();
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO") || !body.path("references").isEmpty()) {
      throw RegistryError.invalidSchema("only AVRO without references is kept here");
    }
    if (!body.path("schema").isTextual()) {
      throw RegistryError.invalidSchema("expected its text in \"schema\"");
    }
    return body.path("schema").asText();
  }

  private static JsonNode verdict(List<String> violations) {
    ObjectNode verdict = object().put("is_compatible", violations.isEmpty());
    return violations.isEmpty() ? verdict : verdict.set("messages", strings(violations));
  }

  private static JsonNode entry(Entry entry) {
    return object()
        .put("subject", entry.subject())
        .put("version", entry.version())
        .put("id", entry.id())
        .put("schema", entry.schema().toString());
  }

  private static JsonNode tree(Schema schema) {
    try {
      return Schemas.JSON.readTree(schema.toString());
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(schema.toString());
    }
  }

  private static int number(String id) {
    try {
      return Integer.parseInt(id);
    } catch (NumberFormatException e) {
      throw RegistryError.unknownSchema();
    }
  }

  private static JsonNode notHere(Request request) {
    throw new RegistryError(
        404, 404, "No " + request.method() + " /" + String.join("/", request.path()) + " here");
  }

  private static ArrayNode strings(List<String> texts) {
    ArrayNode array = Schemas.JSON.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static ObjectNode object() {
    return Schemas.JSON.createObjectNode();
  }
}
