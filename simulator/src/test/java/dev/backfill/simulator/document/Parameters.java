package dev.backfill.simulator.document;

import dev.backfill.simulator.http.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an operation takes in its query and headers. */
final class Parameters {
    private final Schemas schemas;
    private final Map<String, Parameter> query = new LinkedHashMap<>();
    private final Map<String, Parameter> headers = new LinkedHashMap<>();

    private record Parameter(String schema, JsonNode type, boolean required) {}

    Parameters(Schemas schemas, String operation) {
        this.schemas = schemas;
        JsonNode list = schemas.document().at(operation + "/parameters");
        for (int i = 0; i < list.size(); i++) {
            String pointer = operation + "/parameters/" + i;
            if (list.get(i).has("$ref")) {
                pointer = list.get(i).get("$ref").asString().substring(1);
            }
            JsonNode description = schemas.document().at(pointer);
            Parameter parameter = new Parameter(pointer + "/schema", resolved(description.path("schema")), description.path("required").asBoolean(false));
            switch (description.path("in").asString()) {
                case "query" -> query.put(description.path("name").asString(), parameter);
                case "header" -> headers.put(description.path("name").asString().toLowerCase(Locale.ROOT), parameter);
                default -> { }
            }
        }
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? schemas.document().at(schema.get("$ref").asString().substring(1)) : schema;
    }

    /** Of each parameter that is not as it should be, what is wrong with it. */
    Map<String, String> brokenBy(HttpCall call) {
        Map<String, String> broken = new LinkedHashMap<>();
        call.query().keySet().stream().filter(name -> !query.containsKey(name)).forEach(name -> broken.put(name, "no such parameter"));
        query.forEach((name, parameter) -> check(name, parameter, call.query().getOrDefault(name, List.of()), broken));
        headers.forEach((name, parameter) -> check(name, parameter, call.header(name).map(List::of).orElse(List.of()), broken));
        return broken;
    }

    private void check(String name, Parameter parameter, List<String> values, Map<String, String> broken) {
        if (values.isEmpty()) {
            if (parameter.required()) {
                broken.put(name, "required");
            }
            return;
        }
        schemas.errors(parameter.schema(), value(parameter.type(), values)).forEach(error -> broken.put(name, error.getKeyword()));
    }

    private static JsonNode value(JsonNode type, List<String> values) {
        if (!type.path("type").asString("").equals("array")) {
            return scalar(type, values.getFirst());
        }
        List<JsonNode> items = new ArrayList<>();
        values.forEach(value -> List.of(value.split(",")).forEach(item -> items.add(scalar(type.path("items"), item))));
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        return array.addAll(items);
    }

    private static JsonNode scalar(JsonNode type, String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (type.path("type").asString("")) {
            case "integer", "number" -> text.matches("-?\\d{1,18}") ? json.numberNode(Long.parseLong(text)) : json.stringNode(text);
            case "boolean" -> text.matches("true|false") ? json.booleanNode(text.equals("true")) : json.stringNode(text);
            default -> json.stringNode(text);
        };
    }
}
