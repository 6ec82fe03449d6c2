package dev.backfill.simulator.notion;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.notion.content.Child;
import dev.backfill.simulator.notion.content.Content;
import dev.backfill.simulator.notion.content.PropertyItems;
import dev.backfill.simulator.notion.content.Rendering;
import dev.backfill.simulator.notion.content.Users;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Routes for one object by its id, and for what lies in it. */
final class ObjectRoutes {

    private final Content content;
    private final Faults faults;
    private final Lists lists;

    ObjectRoutes(Content content, Faults faults, Lists lists) {
        this.content = content;
        this.faults = faults;
        this.lists = lists;
    }

    /** What is there to see; refuses what is not. */
    Node find(NotionId.Kind kind, String text, String route) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        NotionId id = id(text, name, route);
        return content.workspace().find(id).filter(node -> node.kind() == kind && node.isVisible())
                .orElseThrow(() -> new Refusal(NotionErrors.notFound(name, text)));
    }

    private NotionId id(String text, String name, String route) {
        if (!NotionId.isUuid(text)) {
            throw new Refusal(NotionErrors.invalid("path failed validation: path.%s_id should be a valid uuid, instead was `\"%s\"`."
                    .formatted(name, text)));
        }
        NotionId id = NotionId.read(text).orElseThrow(() -> new Refusal(NotionErrors.notFound(name, text)));
        if (!faults.fireFor(FaultKind.RESTRICTED, route, Set.of(id.text())).isEmpty()) {
            throw new Refusal(NotionErrors.restricted());
        }
        if (!faults.fireFor(FaultKind.PART_REFUSED, route, Set.of(id.text())).isEmpty()) {
            throw new Refusal(NotionErrors.refused(400, "Block type ai_block is not supported for this integration."));
        }
        if (!faults.fireFor(FaultKind.POISON_RECORD, route, Set.of(id.text())).isEmpty()) {
            throw new Refusal(NotionErrors.FORM.of(500, "Unexpected error occurred."));
        }
        return id;
    }

    ObjectNode page(String id, HttpCall call, Rendering rendering) {
        Node page = find(NotionId.Kind.PAGE, id, "pages");
        return narrow(content.object(page, rendering), call.query().getOrDefault("filter_properties", List.of()));
    }

    /** Leaves only some columns, if any are named. */
    static ObjectNode narrow(ObjectNode page, List<String> columns) {
        if (!columns.isEmpty() && page.get("properties") instanceof ObjectNode properties) {
            Predicate<String> unwanted = name -> !columns.contains(name) && !columns.contains(properties.path(name).path("id").asString());
            properties.remove(properties.propertyNames().stream().filter(unwanted).toList());
        }
        return page;
    }

    ObjectNode property(String pageId, String column, HttpCall call, Rendering rendering) {
        Node page = find(NotionId.Kind.PAGE, pageId, "pages/properties");
        PropertyItems property = content.property(page, column).orElseThrow(() ->
                new Refusal(NotionErrors.notFound("property", column)));
        if (!property.isList()) {
            return property.single(rendering);
        }
        ObjectNode list = lists.page("pages/properties", "property_item", Paging.ofQuery(call), Lists.of(property.items()));
        String next = list.path("next_cursor").asString("");
        list.set("property_item", property.description(Optional.of(next).filter(cursor -> !cursor.isEmpty())));
        return list;
    }

    ObjectNode block(String text, Rendering rendering) {
        return content.blocks().one(id(text, "block", "blocks"), rendering)
                .orElseThrow(() -> new Refusal(NotionErrors.notFound("block", text)));
    }

    ObjectNode children(String text, HttpCall call, Rendering rendering) {
        NotionId id = id(text, "block", "blocks/children");
        if (content.blocks().isUnreadable(id)) {
            throw new Refusal(NotionErrors.FORM.of(500, "Unexpected error occurred."));
        }
        List<Child> children = content.blocks().children(id, rendering)
                .orElseThrow(() -> new Refusal(NotionErrors.notFound("block", text)));
        return lists.page("blocks/children", "block", Paging.ofQuery(call), Lists.of(children));
    }

    ObjectNode comments(HttpCall call) {
        String text = call.parameter("block_id").orElseThrow(() -> new Refusal(NotionErrors.invalid(
                "query failed validation: query.block_id should be defined, instead was `undefined`.")));
        List<Child> comments = content.comments(id(text, "block", "comments"))
                .orElseThrow(() -> new Refusal(NotionErrors.notFound("block", text)));
        return lists.page("comments", "comment", Paging.ofQuery(call), Lists.of(comments));
    }

    ObjectNode users(HttpCall call, Rendering rendering) {
        return lists.page("users", "user", Paging.ofQuery(call), Lists.of(content.userList(rendering.version())));
    }

    ObjectNode user(String text, Rendering rendering) {
        NotionId id = id(text, "user", "users");
        if (id.kind() != NotionId.Kind.USER || id.owner() >= Users.LISTED) {
            throw new Refusal(NotionErrors.notFound("user", text));
        }
        return content.users().at(id.owner(), rendering.version());
    }
}
