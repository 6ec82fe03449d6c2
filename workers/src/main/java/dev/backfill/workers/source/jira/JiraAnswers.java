package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workers.source.http.JsonContent;
import dev.backfill.workflows.failure.FailureType;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What Jira's answers mean. Errors have the shape {@code {"errorMessages": […], "errors": {…}}}, or are HTML from the edge. */
final class JiraAnswers {
    private JiraAnswers() {}

    /**
     * The JSON of a good answer.
     *
     * @throws SourceException for every other one
     */
    static JsonNode read(Answer answer) {
        requireLogin(answer);
        if (answer.status() != 200) {
            throw failure(answer);
        }
        return JsonContent.of(answer, "Jira");
    }

    /** With wrong credentials many routes answer 200 and nothing in it: only this header tells. */
    private static void requireLogin(Answer answer) {
        String reason = answer.header("x-seraph-loginreason").orElse("");
        if (reason.contains("AUTHENTICATED_FAILED") || reason.contains("AUTHENTICATION_DENIED")) {
            throw notAccepted();
        }
    }

    private static SourceException notAccepted() {
        return SourceException.of(
                FailureType.AUTHENTICATION,
                "Jira does not accept the credentials: check BACKFILL_JIRA_USER and BACKFILL_JIRA_TOKEN, and that the token has not expired");
    }

    private static SourceException failure(Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 400 -> badRequest(answer);
            case 401 -> notAccepted();
            case 403 -> forbidden(answer);
            case 404 -> SourceException.of(FailureType.NOT_FOUND, "Jira has no such thing, or does not show it: " + message(answer));
            case 410 -> SourceException.of(FailureType.CONFIGURATION, "Jira has removed a route that this version uses: " + message(answer));
            default -> status >= 500
                    ? SourceException.aboutContent(FailureType.UNAVAILABLE, "Jira answered " + status)
                    : unexpected(answer);
        };
    }

    private static SourceException forbidden(Answer answer) {
        if (!answer.isJson()) {
            return SourceException.of(FailureType.UNAVAILABLE, "Jira's edge answered 403 with a page instead of JSON");
        }
        return SourceException.of(
                FailureType.PERMISSION, "Jira refuses: give the user the permission to browse the project (" + message(answer) + ")");
    }

    private static SourceException unexpected(Answer answer) {
        String what = answer.status() >= 300 && answer.status() < 400
                ? "a redirect, which is not followed with credentials: check BACKFILL_JIRA_URL"
                : message(answer);
        return SourceException.of(FailureType.CONFIGURATION, "Jira answered " + answer.status() + ": " + what);
    }

    private static SourceException badRequest(Answer answer) {
        JsonNode error = JsonContent.ofError(answer);
        if (error.isMissingNode()) {
            return SourceException.of(FailureType.MALFORMED_ANSWER, "Jira answered 400 without saying why");
        }
        String message = message(error);
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("does not exist for the field 'project'")) {
            return SourceException.of(FailureType.ACCESS_LOST, "the project is no longer visible: " + message);
        }
        if (lower.contains("token")) {
            return SourceException.of(FailureType.CURSOR_EXPIRED, "Jira no longer accepts the page token: " + message);
        }
        return SourceException.of(FailureType.CONFIGURATION, "Jira does not understand the request: " + message);
    }

    private static String message(Answer answer) {
        return message(JsonContent.ofError(answer));
    }

    private static String message(JsonNode error) {
        return error.isMissingNode()
                ? "no message"
                : JsonContent.quoted(error.path("errorMessages")
                        .valueStream()
                        .map(message -> message.asString(""))
                        .collect(Collectors.joining("; ")));
    }
}
