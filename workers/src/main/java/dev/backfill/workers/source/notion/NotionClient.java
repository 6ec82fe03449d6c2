package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.failure.FailureType;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notion's routes, as its API reference documents them. Knows HTTP, nothing of tables. Every method throws
 * {@link dev.backfill.workers.source.SourceException}.
 */
class NotionClient {
    /** The most that a page of any list may hold. */
    static final int MOST = 100;
    /** No object has it: asked for, Notion answers 404 while it works. */
    static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final SourceHttp http;
    private final URI root;
    private final String token;
    private final NotionVersion version;
    private final PageSizes sizes = new PageSizes();

    NotionClient(SourceHttp http, NotionProperties properties) {
        this.http = http;
        this.root = URI.create(properties.url().toString().replaceAll("/+$", "") + "/v1/");
        this.token = properties.token();
        this.version = NotionVersion.of(properties.version());
    }

    NotionVersion version() {
        return version;
    }

    /** The integration that the token belongs to. */
    ObjectNode me() {
        return get("users/me", Retries.USUAL);
    }

    /** A page of {@code GET /users}. */
    ObjectNode users(@Nullable String cursor) {
        return list("users", MOST, cursor, size -> request("users?page_size=" + size + start(cursor)).GET().build());
    }

    /**
     * A page of {@code POST /search}, by the last edit.
     *
     * @param object {@code page}, {@code data_source} or {@code database}
     * @param direction {@code descending} or {@code ascending}
     */
    ObjectNode search(String object, String direction, int most, @Nullable String cursor) {
        return list("search", most, cursor, size -> {
            ObjectNode body = list(size, cursor);
            body.putObject("filter").put("property", "object").put("value", object);
            body.putObject("sort").put("timestamp", "last_edited_time").put("direction", direction);
            return post("search", body);
        });
    }

    /**
     * A page of the rows of a data source, or of a database of the old version; of their properties only the title.
     *
     * @param archived whether of those that were put away, which no other query gives
     */
    ObjectNode query(
            String container, ObjectNode filter, String timestamp, String direction, boolean archived, int most, @Nullable String cursor) {
        return list("query", most, cursor, size -> {
            ObjectNode body = list(size, cursor);
            if (archived) {
                body.put("is_archived", true);
            }
            body.set("filter", filter);
            body.putArray("sorts").addObject().put("timestamp", timestamp).put("direction", direction);
            return post(version.route() + "/" + container + "/query?filter_properties=title", body);
        });
    }

    /** A data source, or a database of the old version. */
    ObjectNode container(String id, Retries retries) {
        return get(version.route() + "/" + id, retries);
    }

    ObjectNode database(String id) {
        return get("databases/" + id, Retries.USUAL);
    }

    ObjectNode page(String id, Retries retries) {
        return get("pages/" + id, retries);
    }

    /** A page of the value of a property, or the whole value where it is no list. */
    ObjectNode property(String page, String property, int most, @Nullable String cursor) {
        String id = property.matches("[A-Za-z0-9._~%-]+") ? property : URLEncoder.encode(property, StandardCharsets.UTF_8);
        String route = "pages/" + page + "/properties/" + id + "?page_size=";
        return list("property", most, cursor, size -> request(route + size + start(cursor)).GET().build());
    }

    /** A page of what lies directly in a block or page. */
    ObjectNode children(String block, int most, @Nullable String cursor) {
        String route = "blocks/" + block + "/children?page_size=";
        return list("children", most, cursor, size -> request(route + size + start(cursor)).GET().build());
    }

    /** What lies in nothing: Notion answers 404 while it works. */
    void childrenOfNobody() {
        get("blocks/" + NOBODY + "/children?page_size=1", Retries.FEW);
    }

    /** A page of the open comments on a page. */
    ObjectNode comments(String page, int most, @Nullable String cursor) {
        String route = "comments?block_id=" + page + "&page_size=";
        return list("comments", most, cursor, size -> request(route + size + start(cursor)).GET().build());
    }

    private static ObjectNode list(int most, @Nullable String cursor) {
        ObjectNode body = MAPPER.createObjectNode().put("page_size", most);
        return cursor == null ? body : body.put("start_cursor", cursor);
    }

    private static String start(@Nullable String cursor) {
        return cursor == null ? "" : "&start_cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    /** Asks for half as much as long as a page is too much for Notion, or for us. */
    private ObjectNode list(String kind, int most, @Nullable String cursor, IntFunction<HttpRequest> request) {
        int size = sizes.of(kind, most);
        for (boolean shrunk = false; ; shrunk = true) {
            int[] status = {0};
            try {
                Retries retries = shrunk && size > 1 ? Retries.NONE : Retries.USUAL;
                ObjectNode page = http.exchange(request.apply(size), retries, answer -> {
                    status[0] = answer.status();
                    return NotionAnswers.read(answer);
                });
                sizes.worked(kind, size, shrunk);
                return page;
            } catch (SourceException failure) {
                boolean tooMuch = failure.type() == FailureType.ANSWER_TOO_LARGE
                        || failure.type() == FailureType.UNAVAILABLE && NotionAnswers.isTooMuch(status[0]);
                if (!tooMuch || size == 1) {
                    throw cursor != null && status[0] == 400 ? refusedCursor(failure) : failure;
                }
                size = size / 2;
            }
        }
    }

    /** What was accepted without a cursor is refused with one. */
    private static SourceException refusedCursor(SourceException failure) {
        return SourceException.of(FailureType.CURSOR_EXPIRED, "Notion no longer accepts the cursor: " + failure.getMessage());
    }

    private ObjectNode get(String route, Retries retries) {
        return http.exchange(request(route).GET().build(), retries, NotionAnswers::read);
    }

    private HttpRequest post(String route, JsonNode body) {
        return request(route)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build();
    }

    private HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(root.resolve(route))
                .header("Authorization", "Bearer " + token)
                .header("Notion-Version", version.header())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
    }
}
