package dev.backfill.simulator.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rewrites alternatives that tell themselves apart by a constant member, such as {@code type}, so that an object is held against the one
 * that it claims to be: as {@code anyOf} of 37 kinds of block each object would be tried by all, and a failure name all of them.
 */
final class DistinctAlternatives {
    private static final List<String> TELLING = List.of("object", "type", "timestamp");

    private final JsonNode document;

    private DistinctAlternatives(JsonNode document) {
        this.document = document;
    }

    /** Changes the document itself. */
    static void rewrite(JsonNode document) {
        new DistinctAlternatives(document.deepCopy()).visit(document);
    }

    private void visit(JsonNode node) {
        node.forEach(this::visit);
        if (node instanceof ObjectNode schema && schema.path("anyOf").isArray()) {
            List<JsonNode> all = new ArrayList<>();
            flatten(schema.get("anyOf"), all);
            told(all).ifPresent(conditions -> {
                schema.remove("anyOf");
                schema.setAll(conditions);
            });
        }
    }

    /** With those that are alternatives themselves. */
    private void flatten(JsonNode alternatives, List<JsonNode> all) {
        for (JsonNode alternative : alternatives) {
            JsonNode inner = resolved(alternative).path("anyOf");
            if (inner.isArray()) {
                flatten(inner, all);
            } else {
                all.add(alternative);
            }
        }
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        while (found.path("$ref").isString()) {
            found = document.at(found.get("$ref").asString().substring(1));
        }
        return found;
    }

    /** Alternatives that are told apart, as conditions; nothing if they cannot be. */
    private Optional<ObjectNode> told(List<JsonNode> alternatives) {
        if (alternatives.size() < 2) {
            return Optional.empty();
        }
        List<JsonNode> partial = alternatives.stream().filter(this::isPartial).toList();
        List<JsonNode> whole = alternatives.stream().filter(one -> !isPartial(one)).toList();
        if (!partial.isEmpty() && !whole.isEmpty()) {
            ObjectNode few = object();
            few.putObject("if").put("maxProperties", 3);
            few.set("then", joined(partial));
            few.set("else", joined(whole));
            return Optional.of(few);
        }
        return TELLING.stream().flatMap(member -> by(member, alternatives).stream()).findFirst();
    }

    /** An object of which only its id is given. */
    private boolean isPartial(JsonNode schema) {
        JsonNode found = resolved(schema);
        return found.path("properties").has("id") && found.path("properties").has("object") && found.path("properties").size() <= 3;
    }

    private Optional<ObjectNode> by(String member, List<JsonNode> alternatives) {
        Map<String, List<JsonNode>> byConstant = new LinkedHashMap<>();
        for (JsonNode alternative : alternatives) {
            JsonNode found = resolved(alternative);
            JsonNode value = found.path("properties").path(member);
            String constant = value.path("enum").size() == 1 ? value.get("enum").get(0).asString() : value.path("const").asString("");
            boolean required = found.path("required").valueStream().anyMatch(name -> name.asString().equals(member));
            if (constant.isEmpty() || !required) {
                return Optional.empty();
            }
            byConstant.computeIfAbsent(constant, _ -> new ArrayList<>()).add(alternative);
        }
        return byConstant.size() == 1 ? Optional.empty() : Optional.of(conditions(member, byConstant));
    }

    private ObjectNode conditions(String member, Map<String, List<JsonNode>> byConstant) {
        ObjectNode conditions = object().put("type", "object");
        conditions.putArray("required").add(member);
        ArrayNode known = conditions.putObject("properties").putObject(member).putArray("enum");
        ArrayNode each = conditions.putArray("allOf");
        byConstant.forEach((constant, alternatives) -> {
            known.add(constant);
            ObjectNode condition = each.addObject();
            condition.putObject("if").putObject("properties").putObject(member).put("const", constant);
            condition.set("then", joined(alternatives));
        });
        return conditions;
    }

    private JsonNode joined(List<JsonNode> alternatives) {
        if (alternatives.size() == 1) {
            return alternatives.getFirst();
        }
        return told(alternatives).orElseGet(() -> {
            ObjectNode either = object();
            either.putArray("anyOf").addAll(alternatives);
            return either;
        });
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
