package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workers.source.http.JsonContent;
import dev.backfill.workflows.failure.FailureType;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            case 413 -> SourceException.aboutContent(FailureType.ANSWER_TOO_LARGE, "Jira answered 413: " + message(answer));
            default -> status >= 500
                    ? SourceException.aboutContent(FailureType.UNAVAILABLE, "Jira answered " + status + ": " + message(answer))
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
        if (answer.status() < 400) {
            return SourceException.of(
                    FailureType.CONFIGURATION,
                    "Jira answered " + answer.status() + ": "
                            + (answer.status() < 300
                                    ? message(answer)
                                    : "a redirect, which is not followed with credentials: check BACKFILL_JIRA_URL"));
        }
        return SourceException.aboutContent(FailureType.CONFIGURATION, "Jira answered " + answer.status() + ": " + message(answer));
    }

    /** Why it is one, only its words say, which come in the account's language: what was asked for is looked at instead. */
    private static SourceException badRequest(Answer answer) {
        JsonNode error = JsonContent.ofError(answer);
        return error.isMissingNode()
                ? SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Jira answered 400 without saying why")
                : SourceException.aboutContent(FailureType.CONFIGURATION, "Jira does not understand the request: " + message(error));
    }

    /** Whether Jira takes the request for a wrong one (400): of an object that the request is about, or of all like it. */
    static boolean isBadRequest(SourceException failure) {
        return failure.type() == FailureType.CONFIGURATION && failure.isAboutContent();
    }

    /** Whether Jira says no to what was asked for, whatever it is: asking again would change nothing. */
    static boolean isRefusal(SourceException failure) {
        return failure.type() == FailureType.NOT_FOUND || failure.type() == FailureType.PERMISSION || isBadRequest(failure);
    }

    /** Whether weather, a record or the size of what was asked for may be the reason. */
    static boolean maySucceedInPart(SourceException failure) {
        return failure.isAboutContent() && !isBadRequest(failure);
    }

    private static String message(Answer answer) {
        return message(JsonContent.ofError(answer));
    }

    private static String message(JsonNode error) {
        String message = Stream.concat(error.path("errorMessages").valueStream(), error.path("errors").valueStream())
                .map(each -> each.asString(""))
                .filter(each -> !each.isBlank())
                .collect(Collectors.joining("; "));
        return message.isEmpty() ? "no message" : JsonContent.quoted(message);
    }
}
