package dev.backfill.workers.source.notion;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workers.source.http.JsonContent;
import dev.backfill.workflows.failure.FailureType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Notion's answers mean, after "Status codes" of its API reference. Errors have the shape
 * {@code {"object": "error", "status", "code", "message"}}, or are HTML from the edge.
 */
final class NotionAnswers {
    private NotionAnswers() {}

    /**
     * The JSON of a good answer.
     *
     * @throws SourceException for every other one
     */
    static ObjectNode read(Answer answer) {
        if (answer.status() != 200) {
            throw failure(answer);
        }
        ObjectNode content = JsonContent.of(answer, "Notion");
        // Of the request, not of what it asked for: the same content must be the same.
        content.remove("request_id");
        return content;
    }

    /** Whether this status may be Notion's answer to a page of a list that holds too much. */
    static boolean isTooMuch(int status) {
        return status == 413 || status == 503 || status == 504;
    }

    private static SourceException failure(Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 400 -> badRequest(JsonContent.ofRefusal(answer, "Notion"));
            case 401 -> SourceException.of(
                    FailureType.AUTHENTICATION,
                    "Notion does not accept the token: check BACKFILL_NOTION_TOKEN, and that the integration still exists");
            case 403 -> forbidden(error(answer));
            case 404 -> notFound(error(answer));
            case 413 -> SourceException.of(FailureType.ANSWER_TOO_LARGE, "Notion answered 413" + words(error(answer)));
            case 409 -> SourceException.of(FailureType.UNAVAILABLE, "Notion answered 409: the object was being changed meanwhile");
            case 500, 504 -> SourceException.aboutContent(
                    FailureType.UNAVAILABLE, "Notion answered " + status + words(error(answer)));
            default -> status > 500
                    ? SourceException.of(FailureType.UNAVAILABLE, "Notion answered " + status + words(error(answer)))
                    : unexpected(status, message(error(answer)));
        };
    }

    /** Only in Notion's own words: a proxy that says so must not make pages look deleted. */
    private static SourceException notFound(JsonNode error) {
        return error.path("object").asString("").equals("error")
                ? SourceException.of(FailureType.NOT_FOUND, "Notion has no such object, or it is not shared with the integration")
                : SourceException.of(FailureType.UNAVAILABLE, "Notion's edge answered 404 with something that is not Notion's");
    }

    private static SourceException forbidden(JsonNode error) {
        if (error.isMissingNode()) {
            return SourceException.of(FailureType.UNAVAILABLE, "Notion's edge answered 403 with a page instead of JSON");
        }
        return SourceException.of(
                FailureType.PERMISSION,
                "Notion refuses: give the integration the capability to read content ("
                        + error.path("code").asString("") + ": " + message(error) + ")");
    }

    /** What it means depends on what was asked for: whoever asks about one object takes it for that one's alone, if others are given. */
    private static SourceException badRequest(JsonNode error) {
        String code = error.path("code").asString("");
        String message = message(error);
        // Advice alone: nothing is decided by words.
        String version = message.contains("Notion-Version") ? ": check BACKFILL_NOTION_VERSION" : "";
        return SourceException.of(FailureType.CONFIGURATION, "Notion refuses the request" + version + " (" + code + ": " + message + ")");
    }

    private static SourceException unexpected(int status, String message) {
        String what = status >= 300 && status < 400
                ? "a redirect, which is not followed with credentials: check BACKFILL_NOTION_URL"
                : message;
        return SourceException.of(FailureType.CONFIGURATION, "Notion answered " + status + ": " + what);
    }

    private static JsonNode error(Answer answer) {
        JsonNode error = JsonContent.ofError(answer);
        return error.isObject() ? error : MissingNode.getInstance();
    }

    private static String words(JsonNode error) {
        return error.path("message").isString() ? ": " + message(error) : "";
    }

    private static String message(JsonNode error) {
        return JsonContent.quoted(error.path("message").asString("no message"));
    }
}
