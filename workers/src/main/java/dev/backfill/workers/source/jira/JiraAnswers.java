package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workflows.failure.FailureType;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What Jira's answers mean. Errors have the shape {@code {"errorMessages": […], "errors": {…}}}, or are HTML from the edge. */
final class JiraAnswers {
    private static final int LONGEST_MESSAGE = 300;

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
        if (!answer.isJson()) {
            throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Jira answered 200, but not with JSON");
        }
        return parse(answer);
    }

    private static JsonNode parse(Answer answer) {
        try {
            JsonNode content = MAPPER.readTree(answer.body());
            if (content.isObject()) {
                return content;
            }
        } catch (JacksonException broken) {
            // Without the parser's message, which quotes the answer.
        }
        throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Jira answered 200 with JSON that cannot be read");
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
            case 400 -> badRequest(message(answer));
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

    private static SourceException badRequest(String message) {
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
        try {
            JsonNode messages = MAPPER.readTree(answer.body()).path("errorMessages");
            StringBuilder text = new StringBuilder();
            messages.forEach(message -> text.append(text.isEmpty() ? "" : "; ").append(message.asString("")));
            String all = text.toString().replaceAll("\\p{Cntrl}", " ");
            return all.substring(0, Math.min(all.length(), LONGEST_MESSAGE));
        } catch (JacksonException notJson) {
            return "no message";
        }
    }
}
