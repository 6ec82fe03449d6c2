package dev.backfill.workers.source.jira;

import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Nodes of the Atlassian Document Format, written as JSON without the double quotes. */
final class AdfNodes {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .build();

    private AdfNodes() {}

    /** The text of a document of these nodes. */
    static String read(String content) {
        return AdfText.read(JSON.readTree("{type:'doc',version:1,content:[" + content + "]}"));
    }

    static JsonNode nested(String type, int depth, JsonNode innermost) {
        JsonNode node = innermost;
        for (int level = 0; level < depth; level++) {
            ObjectNode outer = JsonNodeFactory.instance.objectNode().put("type", type);
            outer.putArray("content").add(node);
            node = outer;
        }
        return node;
    }

    static String node(String type, String attributes, String content) {
        return "{type:'" + type + "',attrs:{" + attributes + "},content:[" + content + "]}";
    }

    static String p() {
        return node("paragraph", "", "");
    }

    static String p(String text) {
        return node("paragraph", "", text(text));
    }

    static String text(String text) {
        return "{type:'text',text:'" + text + "'}";
    }

    static String linked(String text, String target) {
        return "{type:'text',text:'" + text + "',marks:[" + link(target) + "]}";
    }

    static String link(String target) {
        return "{type:'link',attrs:{href:'" + target + "'}}";
    }

    static String item(String text) {
        return node("listItem", "", p(text));
    }

    static String task(String state, String text) {
        return node("taskItem", "state:'" + state + "'", text(text));
    }

    static String media(String attributes) {
        return node("media", attributes, "");
    }

    static String row(String... cells) {
        return node("tableRow", "", String.join(",", cells));
    }

    static String cell(String content) {
        return node("tableCell", "", content);
    }
}
