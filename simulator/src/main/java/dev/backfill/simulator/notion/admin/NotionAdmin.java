package dev.backfill.simulator.notion.admin;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.notion.NotionLimit;
import dev.backfill.simulator.notion.content.Content;
import dev.backfill.simulator.notion.workspace.Mutations;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.vendor.CommonAdmin;
import dev.backfill.simulator.vendor.RequestCounts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Routes under {@code /admin/notion/}: no credentials, as only this machine can reach them. */
public final class NotionAdmin {

    /** Where they lie. */
    public static final String ROOT = "/admin/notion/";

    private final Content content;
    private final CommonAdmin common;
    private final NotionLimit limit;
    private final Mutations mutations;
    private final BackgroundMutations background;

    /** What can be changed from behind. */
    public NotionAdmin(Content content, Faults faults, RequestCounts counts, NotionLimit limit, Mutations mutations,
            BackgroundMutations background) {
        this.content = content;
        this.common = new CommonAdmin(ROOT, NotionAdmin::error, faults, counts);
        this.limit = limit;
        this.mutations = mutations;
        this.background = background;
    }

    /** Answers a call under {@link #ROOT}; 400 names what was not understood. */
    public Answer answer(HttpCall call) {
        return common.answer(call, (body, path) -> route(call, body, path));
    }

    private Answer route(HttpCall call, ObjectNode body, String[] path) {
        return switch (call.method() + ' ' + path[0] + ' ' + path.length) {
            case "GET manifest 1" -> manifest(call);
            case "GET mutations 1" -> Answer.json(background.report());
            case "POST mutations 1" -> CommonAdmin.done(() -> background.set(rates(body)));
            case "GET poison 1" -> Answer.json(Map.of("on", content.poison().isOn()));
            case "POST poison 1" -> CommonAdmin.done(() -> content.poison().set(CommonAdmin.flag(body, "on")));
            case "GET limit 1" -> Answer.json(Map.of("requestsPerSecond", limit.get()));
            case "POST limit 1" -> CommonAdmin.done(() -> limit.set((int) CommonAdmin.number(body, "requestsPerSecond")));
            case "POST objects 1" -> describe(mutations.create(container(body)));
            case "POST objects 3" -> mutate(find(path[1]), path[2], body);
            default -> common.unknown(call);
        };
    }

    private Answer manifest(HttpCall call) {
        String object = call.parameter("object").orElse("page");
        NotionId.Kind kind = switch (object) {
            case "page", "database", "data_source", "user" -> NotionId.Kind.valueOf(object.toUpperCase(Locale.ROOT));
            default -> throw new IllegalArgumentException("object must be page, database, data_source or user");
        };
        return Answer.lines(new Manifest(content).lines(kind, call.parameter("partition")));
    }

    private Answer mutate(Node node, String verb, ObjectNode body) {
        return switch (verb) {
            case "edit" -> describe(mutations.edit(node, edit(body)));
            case "trash" -> describe(mutations.trash(node, true));
            case "restore" -> describe(mutations.trash(node, false));
            case "archive" -> describe(mutations.archive(node, true));
            case "unarchive" -> describe(mutations.archive(node, false));
            case "unshare" -> describe(mutations.share(node, false));
            case "share" -> describe(mutations.share(node, true));
            case "move" -> describe(mutations.move(node, container(body)));
            case "delete" -> CommonAdmin.done(() -> mutations.delete(node));
            default -> throw new IllegalArgumentException("unknown verb '%s'".formatted(verb));
        };
    }

    private static Mutations.Edit edit(ObjectNode body) {
        return new Mutations.Edit(Optional.ofNullable(body.get("title")).map(JsonNode::asString), CommonAdmin.flag(body, "appendBlock"),
                Optional.ofNullable(body.get("removeBlock")).map(JsonNode::asInt), CommonAdmin.flag(body, "addComment"),
                CommonAdmin.flag(body, "removeComment"));
    }

    /** A page or a data source, as databases hold no pages themselves. */
    private Node container(ObjectNode body) {
        Node parent = find(body.path("parent").asString(""));
        if (parent.kind() == NotionId.Kind.DATABASE) {
            throw new IllegalArgumentException("the parent must be a page or a data source");
        }
        return parent;
    }

    private Node find(String id) {
        return content.workspace().reading(() -> NotionId.read(id).flatMap(content.workspace()::find))
                .orElseThrow(() -> new IllegalArgumentException("unknown object '%s'".formatted(id)));
    }

    private Answer describe(Node node) {
        return content.workspace().reading(() -> Answer.json(Map.of("id", node.id().text(),
                "object", node.kind().name().toLowerCase(Locale.ROOT), "title", content.title(node), "edited", node.edited(),
                "visible", node.isVisible(), "inTrash", node.inTrash())));
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, Json.bytes(Map.of("error", message)));
    }

    private static BackgroundMutations.Rates rates(ObjectNode body) {
        return new BackgroundMutations.Rates(CommonAdmin.number(body, "editsPerSecond"), CommonAdmin.number(body, "addsPerSecond"),
                CommonAdmin.number(body, "trashesPerSecond"), CommonAdmin.number(body, "deletesPerSecond"));
    }
}
