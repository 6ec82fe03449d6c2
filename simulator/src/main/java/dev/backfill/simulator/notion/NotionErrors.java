package dev.backfill.simulator.notion;

import dev.backfill.simulator.fault.VendorErrors;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.notion.content.Users;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Errors in Notion's shape and words. */
public final class NotionErrors {

    /** These errors, for what can go wrong with any vendor. */
    static final VendorErrors FORM = new VendorErrors() {
        @Override
        public Answer of(int status, String message) {
            return NotionErrors.of(status, code(status), message);
        }

        @Override
        public Answer throttled(int status) {
            return of(status, status == 429 ? "You have been rate limited. Please try again in a few minutes."
                    : "Notion is unavailable. Please try again later.");
        }
    };

    private NotionErrors() {}

    private static String code(int status) {
        return switch (status) {
            case 400 -> "validation_error";
            case 401 -> "unauthorized";
            case 403 -> "restricted_resource";
            case 404 -> "object_not_found";
            case 409 -> "conflict_error";
            case 429 -> "rate_limited";
            case 502 -> "bad_gateway";
            case 503 -> "service_unavailable";
            case 504 -> "gateway_timeout";
            case 529 -> "service_overload";
            default -> "internal_server_error";
        };
    }

    private static ObjectNode body(int status, String code, String message) {
        return Json.MAPPER.createObjectNode().put("object", "error").put("status", status).put("code", code).put("message", message);
    }

    private static Answer answer(int status, ObjectNode body) {
        return Answer.json(status, Json.bytes(body.put("request_id", UUID.randomUUID().toString())));
    }

    private static Answer of(int status, String code, String message) {
        return answer(status, body(status, code, message));
    }

    static Answer invalid(String message) {
        return of(400, "validation_error", message);
    }

    /** What takes the vendor too long: with the advice to ask for less. */
    static Answer tooMuch(int status) {
        ObjectNode body = body(status, code(status), "Rendering the objects took longer than the time allowed.");
        ObjectNode more = body.putObject("additional_data").put("notion_error_name", "PgPoolWaitConnectionTimeout");
        more.putArray("retry_guidance").add("Use exponential backoff").add("Reduce page_size").add("Narrow query filters/sorts");
        return answer(status, body);
    }

    /** The vendor does not give this one object, whoever asks. */
    static Answer refused(int status, String message) {
        return of(status, code(status), message);
    }

    static Answer badJson() {
        return of(400, "invalid_json", "Error parsing JSON body.");
    }

    static Answer badUrl() {
        return of(400, "invalid_request_url", "Invalid request URL.");
    }

    static Answer noVersion() {
        return of(400, "missing_version", "Notion-Version header failed validation: Notion-Version header should be defined, "
                + "instead was `undefined`.");
    }

    static Answer unauthorized() {
        return of(401, "unauthorized", "API token is invalid.");
    }

    static Answer restricted() {
        return of(403, "restricted_resource", "Insufficient permissions for this endpoint.");
    }

    /** 404 for what is not there and for what is not shared, which nobody can tell apart. */
    static Answer notFound(String kind, String id) {
        ObjectNode body = body(404, "object_not_found", ("Could not find %s with ID: %s. Make sure the relevant pages and databases "
                + "are shared with your integration \"%s\".").formatted(kind, id, Users.INTEGRATION));
        body.putObject("additional_data").put("integration_id", Users.id(Users.SELF));
        return answer(404, body);
    }

    /** What the version of 2022 says of a database that it has no words for. */
    static Answer severalDataSources(List<String> ids) {
        ObjectNode body = body(400, "validation_error",
                "Databases with multiple data sources are not supported in this API version.");
        ObjectNode more = body.putObject("additional_data").put("error_type", "multiple_data_sources_for_database");
        ids.forEach(more.putArray("child_data_source_ids")::add);
        more.put("minimum_api_version", "2025-09-03");
        return answer(400, body);
    }
}
