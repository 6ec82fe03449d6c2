package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The value of one column of one page, whole, as the route for properties tells it. */
public final class PropertyItems {

    private final PropertyValues values;
    private final Relations relations;
    private final Node page;
    private final Property property;

    PropertyItems(PropertyValues values, Relations relations, Node page, Property property) {
        this.values = values;
        this.relations = relations;
        this.page = page;
        this.property = property;
    }

    /** Whether it is told as a list. */
    public boolean isList() {
        return property.isList();
    }

    /** The value of a column that is no list. */
    public ObjectNode single(Rendering rendering) {
        ObjectNode json = Shapes.object().put("object", "property_item").put("type", property.type()).put("id", property.id());
        json.set(property.type(), values.single(page, property, rendering));
        return json;
    }

    /** The elements of a list; a rollup lists the relations it was made from. */
    public List<Child> items() {
        String type = property.type().equals("rollup") ? "relation" : property.type();
        List<JsonNode> items = values.items(page, property);
        return IntStream.range(0, items.size()).mapToObj(i -> new Child(Integer.toString(i), () -> {
            ObjectNode json = Shapes.object().put("object", "property_item").put("type", type).put("id", property.id());
            json.set(type, items.get(i));
            return json;
        })).toList();
    }

    /** What is told beside the elements. */
    public ObjectNode description(Optional<String> nextCursor) {
        ObjectNode json = Shapes.object().put("id", property.id());
        json.put("next_url", nextCursor.map(cursor -> "https://api.notion.com/v1/pages/" + page.id().text() + "/properties/"
                + property.id() + "?start_cursor=" + cursor).orElse(null));
        json.put("type", property.type());
        ObjectNode details = json.putObject(property.type());
        if (property.type().equals("rollup")) {
            details.put("type", "number").put("number", relations.of(page).size()).put("function", "count");
        }
        return json;
    }
}
