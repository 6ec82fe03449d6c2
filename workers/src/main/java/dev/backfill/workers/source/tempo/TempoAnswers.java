package dev.backfill.workers.source.tempo;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workers.source.http.JsonContent;
import dev.backfill.workflows.failure.FailureType;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What Tempo's answers mean. Errors have the shape {@code {"errors": [{"message": …}]}}, or are HTML from the edge. */
final class TempoAnswers {
    private static final String NO_MESSAGE = "no message";

    private TempoAnswers() {}

    /**
     * The JSON of a good answer.
     *
     * @throws SourceException for every other one
     */
    static JsonNode read(Answer answer) {
        if (answer.status() != 200) {
            throw failure(answer);
        }
        return JsonContent.of(answer, "Tempo");
    }

    /**
     * The same of {@code GET /worklogs}, where 404 says nothing of what is there: "Authenticated user is missing permission to fulfill the
     * request" (Tempo's OpenAPI document).
     */
    static JsonNode readList(Answer answer) {
        if (answer.status() == 404 && answer.isJson() && JsonContent.ofError(answer).isObject()) {
            throw forbidden(answer);
        }
        return read(answer);
    }

    private static SourceException failure(Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 400 -> SourceException.of(FailureType.CONFIGURATION, "Tempo does not understand the request: " + message(JsonContent.ofRefusal(answer, "Tempo")));
            case 401 -> SourceException.of(
                    FailureType.AUTHENTICATION,
                    "Tempo does not accept the token: check BACKFILL_TEMPO_TOKEN, and that the token has not expired or been revoked");
            case 403 -> forbidden(answer);
            case 404 -> notFound(answer);
            case 410 -> SourceException.of(
                    FailureType.CONFIGURATION, "Tempo has removed a route that this version uses: " + message(answer));
            default -> status >= 500
                    ? SourceException.aboutContent(FailureType.UNAVAILABLE, "Tempo answered " + status)
                    : unexpected(answer);
        };
    }

    /** Only in Tempo's own words does it mean that a worklog is gone. */
    private static SourceException notFound(Answer answer) {
        if (!answer.isJson()) {
            return SourceException.of(
                    FailureType.CONFIGURATION, "Tempo is not there: 404 with a page instead of JSON; check BACKFILL_TEMPO_URL");
        }
        String message = message(answer);
        return message.equals(NO_MESSAGE)
                ? SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Tempo answered 404 with JSON that cannot be read")
                : SourceException.of(FailureType.NOT_FOUND, "Tempo has no such thing: " + message);
    }

    private static SourceException forbidden(Answer answer) {
        return answer.isJson()
                ? SourceException.of(
                        FailureType.PERMISSION, "Tempo refuses: give the token's user the right to view worklogs, and check BACKFILL_TEMPO_URL ("
                                + message(answer) + ")")
                : SourceException.of(FailureType.UNAVAILABLE, "Tempo's edge answered 403 with a page instead of JSON");
    }

    private static SourceException unexpected(Answer answer) {
        String what = answer.status() >= 300 && answer.status() < 400
                ? "a redirect, which is not followed with credentials: check BACKFILL_TEMPO_URL"
                : message(answer);
        return SourceException.of(FailureType.CONFIGURATION, "Tempo answered " + answer.status() + ": " + what);
    }

    private static String message(Answer answer) {
        return message(JsonContent.ofError(answer));
    }

    private static String message(JsonNode error) {
        String message = JsonContent.quoted(error.path("errors")
                .valueStream()
                .map(each -> each.path("message").asString(""))
                .collect(Collectors.joining("; ")));
        return message.isEmpty() ? NO_MESSAGE : message;
    }
}
