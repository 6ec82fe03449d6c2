package dev.backfill.gateway.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One operation of the document, as a test reads it. */
record DocumentedOperation(String method, String path, JsonNode node) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** @param schema where the schema is, as a JSON pointer into the document */
    record Example(String schema, JsonNode value) {}

    static List<DocumentedOperation> all(JsonNode document) {
        List<DocumentedOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(new DocumentedOperation(operation.getKey(), path.getKey(), operation.getValue()));
                }
            }
        }
        return operations;
    }

    String id() {
        return node.path("operationId").asString();
    }

    /** The names of its parameters of this place, such as {@code query}. */
    List<String> parameters(String in) {
        return node.path("parameters").valueStream()
                .filter(parameter -> parameter.path("in").asString("").equals(in))
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    /** The names of the members of its body. */
    List<String> members() {
        return List.copyOf(node.at("/requestBody/content/application~1json/schema/properties").propertyNames());
    }

    /** All examples of the answers that operations share. */
    static List<Example> sharedExamples(JsonNode document) {
        List<Example> examples = new ArrayList<>();
        for (Map.Entry<String, JsonNode> response : document.path("components").path("responses").properties()) {
            examplesOf("/components/responses/" + response.getKey() + "/content", response.getValue().path("content"), examples);
        }
        return examples;
    }

    /** All examples of request and answers. */
    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        String here = "/paths/" + escaped(path) + "/" + method;
        examplesOf(here + "/requestBody/content", node.path("requestBody").path("content"), examples);
        for (Map.Entry<String, JsonNode> response : node.path("responses").properties()) {
            examplesOf(here + "/responses/" + response.getKey() + "/content", response.getValue().path("content"), examples);
        }
        return examples;
    }

    private static void examplesOf(String here, JsonNode content, List<Example> examples) {
        for (Map.Entry<String, JsonNode> media : content.properties()) {
            for (Map.Entry<String, JsonNode> example : media.getValue().path("examples").properties()) {
                examples.add(new Example(here + "/" + escaped(media.getKey()) + "/schema", example.getValue().path("value")));
            }
        }
    }

    /** What a reader would look for in vain. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String member : List.of("operationId", "summary", "description", "tags", "security", "responses")) {
            if (!node.has(member)) {
                missing.add(member);
            }
        }
        for (JsonNode parameter : node.path("parameters")) {
            if (!parameter.has("$ref") && (!parameter.has("description") || !parameter.has("schema"))) {
                missing.add("description or schema of " + parameter.path("name"));
            }
        }
        for (Map.Entry<String, JsonNode> member : node.at("/requestBody/content/application~1json/schema/properties").properties()) {
            if (!member.getValue().has("description")) {
                missing.add("description of the body's " + member.getKey());
            }
        }
        missingExamples("the body", node.path("requestBody").path("content"), missing);
        for (Map.Entry<String, JsonNode> response : node.path("responses").properties()) {
            missingExamples(response.getKey(), response.getValue().path("content"), missing);
        }
        return missing;
    }

    private static void missingExamples(String of, JsonNode content, List<String> missing) {
        for (Map.Entry<String, JsonNode> media : content.properties()) {
            if (media.getValue().path("examples").isEmpty() && media.getKey().contains("json")) {
                missing.add("an example of " + of);
            }
        }
    }

    private static String escaped(String name) {
        // Of a JSON pointer, and then of a fragment of a URI.
        return name.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
