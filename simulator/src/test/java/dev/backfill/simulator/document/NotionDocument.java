package dev.backfill.simulator.document;

import com.networknt.schema.dialect.Dialects;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.shared.Shared;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Routes, requests and refusals by Notion's reference; objects by the newer shapes of its client. */
final class NotionDocument implements VendorDocument {
    /** Older than both documents, whose routes it partly lacks. */
    private static final String BEFORE_DATA_SOURCES = "2022-06-28";
    private static final int OK = 200;
    private static final Map<String, String> SHAPES = Map.ofEntries(
            Map.entry("GET /v1/comments", "ListCommentsResponse"),
            Map.entry("GET /v1/comments/{comment_id}", "CommentObjectResponse"),
            Map.entry("GET /v1/blocks/{block_id}", "BlockObjectResponse"),
            Map.entry("GET /v1/blocks/{block_id}/children", "ListBlockChildrenResponse"),
            Map.entry("GET /v1/users", "ListUsersResponse"),
            Map.entry("GET /v1/users/me", "UserObjectResponse"),
            Map.entry("GET /v1/users/{user_id}", "UserObjectResponse"),
            Map.entry("GET /v1/pages/{page_id}", "PageObjectResponse"),
            Map.entry("GET /v1/pages/{page_id}/properties/{property_id}", "GetPagePropertyResponse"),
            Map.entry("GET /v1/databases/{database_id}", "DatabaseObjectResponse"),
            Map.entry("GET /v1/data_sources/{data_source_id}", "DataSourceObjectResponse"),
            Map.entry("POST /v1/search", "SearchResponse"),
            Map.entry("POST /v1/data_sources/{data_source_id}/query", "QueryDataSourceResponse"));

    private final OpenApiDocument reference = OpenApiDocument.notion();
    private final Schemas shapes = new Schemas(Shared.folder().resolve("vendor-specs/notion-shapes.json"), Dialects.getDraft7());

    @Override
    public List<Deviation> ofRequest(HttpCall call) {
        return isOld(call) ? List.of() : reference.ofRequest(call);
    }

    @Override
    public List<Deviation> ofAnswer(HttpCall call, Answer answer) {
        if (isOld(call)) {
            return List.of();
        }
        String name = reference.name(call);
        String shape = SHAPES.get(name.substring("notion ".length()));
        if (answer.status() != OK || shape == null) {
            return reference.ofAnswer(call, answer);
        }
        JsonNode json = Json.MAPPER.readTree(answer.body());
        if (json instanceof ObjectNode object) {
            // The client takes it off.
            object.remove("request_id");
        }
        return OpenApiDocument.held(name, "answer " + OK, shapes, "/definitions/" + shape, json);
    }

    private static boolean isOld(HttpCall call) {
        return call.header("notion-version").filter(BEFORE_DATA_SOURCES::equals).isPresent();
    }
}
