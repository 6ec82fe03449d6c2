package dev.backfill.simulator.notion;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fault.WireFaults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.notion.content.Content;
import dev.backfill.simulator.notion.content.NotionVersion;
import dev.backfill.simulator.notion.content.Rendering;
import dev.backfill.simulator.notion.content.Users;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.vendor.RequestCounts;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes of one workspace: counts each call, lets faults happen to it, and sends it where it belongs. */
public final class NotionApi {

    /** Where they lie. */
    public static final String ROOT = "/notion/v1/";

    private final Content content;
    private final String token;
    private final Faults faults;
    private final WireFaults wire;
    private final RequestCounts counts;
    private final NotionLimit limit;
    private final FindRoutes find;
    private final ObjectRoutes objects;
    private final InstantSource clock;

    /** @param options say the token of the one integration, and the most that a query or search gives */
    public NotionApi(
            Content content, NotionOptions options, Faults faults, RequestCounts counts, NotionLimit limit, InstantSource clock) {
        Lists lists = new Lists(faults);
        this.content = content;
        this.token = options.token();
        this.faults = faults;
        this.wire = new WireFaults(faults, NotionErrors.FORM, clock);
        this.counts = counts;
        this.limit = limit;
        this.find = new FindRoutes(content, lists, options.resultLimit());
        this.objects = new ObjectRoutes(content, faults, lists);
        this.clock = clock;
    }

    private record Route(String name, Function<Rendering, ObjectNode> handler) {}

    /** 400 for what lies outside of {@link #ROOT}. */
    public static Answer nothing() {
        return NotionErrors.badUrl();
    }

    /** Answers a call under {@link #ROOT}. */
    public Answer answer(HttpCall call) {
        Route route = route(call, call.path().substring(ROOT.length()).split("/"));
        counts.add(route.name());
        Optional<Answer> refusal = limit.take();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return wire.around(route.name(), () -> handle(call, route));
    }

    private Answer handle(HttpCall call, Route route) {
        if (call.header("authorization").filter(("Bearer " + token)::equals).isEmpty()
                || faults.fire(FaultKind.CREDENTIALS_REVOKED, route.name()).isPresent()) {
            return NotionErrors.unauthorized();
        }
        Optional<String> header = call.header("notion-version");
        if (header.isEmpty()) {
            return NotionErrors.noVersion();
        }
        Optional<NotionVersion> version = NotionVersion.read(header.get());
        if (version.isEmpty()) {
            return NotionErrors.invalid("Notion-Version header failed validation: Notion-Version header should be `\"2026-12-01\"`, "
                    + "`\"2026-03-11\"`, `\"2025-09-03\"`, or `\"2022-06-28\"`, instead was `\"" + header.get() + "\"`.");
        }
        try {
            Rendering rendering = new Rendering(version.get(), false, clock.instant());
            ObjectNode json = content.workspace().reading(() -> route.handler().apply(rendering));
            return Answer.json(200, Json.bytes(json.put("request_id", UUID.randomUUID().toString())));
        } catch (Refusal e) {
            return e.answer();
        }
    }

    private Route route(HttpCall call, String[] path) {
        String first = path[0];
        return switch (call.method() + ' ' + path.length + ' ' + first + (path.length > 2 ? ' ' + path[2] : "")) {
            case "POST 1 search" -> new Route("search", rendering -> find.search(call, rendering));
            case "GET 1 users" -> new Route("users", rendering -> objects.users(call, rendering));
            case "GET 1 comments" -> new Route("comments", _ -> objects.comments(call));
            case "GET 2 users" -> path[1].equals("me") ? new Route("users/me", rendering -> content.users().at(Users.SELF, rendering.version()))
                    : new Route("users", rendering -> objects.user(path[1], rendering));
            case "GET 2 pages" -> new Route("pages", rendering -> objects.page(path[1], call, rendering));
            case "GET 4 pages properties" -> new Route("pages/properties",
                    rendering -> objects.property(path[1], path[3], call, rendering));
            case "GET 2 blocks" -> new Route("blocks", rendering -> objects.block(path[1], rendering));
            case "GET 3 blocks children" -> new Route("blocks/children", rendering -> objects.children(path[1], call, rendering));
            case "GET 2 databases" -> new Route("databases", rendering -> database(path[1], rendering));
            case "POST 3 databases query" -> new Route("databases/query", rendering -> queryDatabase(path[1], call, rendering));
            case "GET 2 data_sources" -> new Route("data_sources",
                    rendering -> content.object(source(path[1], "data_sources", rendering), rendering));
            case "POST 3 data_sources query" -> new Route("data_sources/query", rendering ->
                    find.query("data_sources/query", source(path[1], "data_sources/query", rendering), call, rendering));
            default -> new Route("unknown", _ -> {
                throw new Refusal(NotionErrors.badUrl());
            });
        };
    }

    private ObjectNode database(String id, Rendering rendering) {
        Node database = objects.find(NotionId.Kind.DATABASE, id, "databases");
        return content.object(rendering.version().hasDataSources() ? database : find.onlySource(database), rendering);
    }

    private ObjectNode queryDatabase(String id, HttpCall call, Rendering rendering) {
        if (rendering.version().hasDataSources()) {
            throw new Refusal(NotionErrors.badUrl());
        }
        Node database = objects.find(NotionId.Kind.DATABASE, id, "databases/query");
        return find.query("databases/query", find.onlySource(database), call, rendering);
    }

    private Node source(String id, String route, Rendering rendering) {
        if (!rendering.version().hasDataSources()) {
            throw new Refusal(NotionErrors.badUrl());
        }
        return objects.find(NotionId.Kind.DATA_SOURCE, id, route);
    }
}
