package dev.backfill.workers.source.jira;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One node of a document: {@code {"type","attrs":{…},"content":[…],"text","marks":[…]}}.
 * Whatever is missing or of another shape than documented reads as empty, so nothing here throws.
 */
record AdfNode(JsonNode json) {

    String type() {
        return scalar(json.path("type"));
    }

    /** The node's own text; a bare string or number where a node belongs is text as well. */
    String text() {
        return json.isValueNode() ? scalar(json) : scalar(json.path("text"));
    }

    /** The attribute at this path below {@code attrs}, or an empty string. */
    String attribute(String... path) {
        JsonNode value = json.path("attrs");
        for (String name : path) {
            value = value.path(name);
        }
        return scalar(value);
    }

    long numericAttribute(String name, long fallback) {
        JsonNode value = json.path("attrs").path(name);
        return value.isNumber() || value.isString() ? value.asLong(fallback) : fallback;
    }

    /** The target of the node's link mark, or an empty string. */
    String linkTarget() {
        JsonNode marks = json.path("marks");
        if (marks.isArray()) {
            for (JsonNode mark : marks) {
                if (scalar(mark.path("type")).equals("link")) {
                    return scalar(mark.path("attrs").path("href"));
                }
            }
        }
        return "";
    }

    /** The children; a single node or string in place of the array counts as the only child. */
    Collection<JsonNode> content() {
        JsonNode content = json.isArray() ? json : json.path("content");
        if (content.isArray()) {
            return content.values();
        }
        return content.isObject() || content.isString() ? List.of(content) : List.of();
    }

    String cardUrl() {
        return firstNonEmpty(attribute("url"), attribute("data", "url"), attribute("data", "name"));
    }

    /** The text of an extension or the title it shows, where its macro keeps it, or an empty string. */
    String extensionText() {
        return firstNonEmpty(
                attribute("text"),
                attribute("parameters", "text"),
                attribute("parameters", "title"),
                attribute("parameters", "macroParams", "title", "value"));
    }

    String mediaName() {
        return bracketed(firstNonEmpty(attribute("alt"), attribute("id"), attribute("url")));
    }

    static String bracketed(String text) {
        return text.isEmpty() ? "" : "[" + text + "]";
    }

    static String firstNonEmpty(String... candidates) {
        for (String candidate : candidates) {
            if (!candidate.isEmpty()) {
                return candidate;
            }
        }
        return "";
    }

    private static String scalar(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString("") : "";
    }
}
