package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.workers.source.http.Retries;
import dev.backfill.workers.source.http.SourceHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
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
        return get("users?page_size=" + MOST + start(cursor), Retries.USUAL);
    }

    /**
     * A page of {@code POST /search}, the most recently edited first.
     *
     * @param object {@code page}, {@code data_source} or {@code database}
     */
    ObjectNode search(String object, int most, @Nullable String cursor) {
        ObjectNode body = list(most, cursor);
        body.putObject("filter").put("property", "object").put("value", object);
        body.putObject("sort").put("timestamp", "last_edited_time").put("direction", "descending");
        return post("search", body);
    }

    /** A page of the rows of a data source, or of a database of the old version; of their properties only the title. */
    ObjectNode query(String container, ObjectNode filter, String timestamp, String direction, int most, @Nullable String cursor) {
        ObjectNode body = list(most, cursor);
        body.set("filter", filter);
        body.putArray("sorts").addObject().put("timestamp", timestamp).put("direction", direction);
        return post(version.route() + "/" + container + "/query?filter_properties=title", body);
    }

    /** A data source, or a database of the old version. */
    ObjectNode container(String id) {
        return get(version.route() + "/" + id, Retries.USUAL);
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
        return get("pages/" + page + "/properties/" + id + "?page_size=" + most + start(cursor), Retries.USUAL);
    }

    /** A page of what lies directly in a block or page. */
    ObjectNode children(String block, int most, @Nullable String cursor, Retries retries) {
        return get("blocks/" + block + "/children?page_size=" + most + start(cursor), retries);
    }

    /** A page of the open comments on a page. */
    ObjectNode comments(String page, int most, @Nullable String cursor) {
        return get("comments?block_id=" + page + "&page_size=" + most + start(cursor), Retries.USUAL);
    }

    private static ObjectNode list(int most, @Nullable String cursor) {
        ObjectNode body = MAPPER.createObjectNode().put("page_size", most);
        return cursor == null ? body : body.put("start_cursor", cursor);
    }

    private static String start(@Nullable String cursor) {
        return cursor == null ? "" : "&start_cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    private ObjectNode get(String route, Retries retries) {
        return http.exchange(request(route).GET().build(), retries, NotionAnswers::read);
    }

    private ObjectNode post(String route, JsonNode body) {
        HttpRequest request = request(route)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build();
        return http.exchange(request, Retries.USUAL, NotionAnswers::read);
    }

    private HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(root.resolve(route))
                .header("Authorization", "Bearer " + token)
                .header("Notion-Version", version.header())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
    }
}
