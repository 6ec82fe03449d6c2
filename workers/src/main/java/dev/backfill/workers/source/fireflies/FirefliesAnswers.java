package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workers.source.http.JsonContent;
import dev.backfill.workflows.failure.FailureType;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What Fireflies' answers mean. Status 200 says nothing: errors are in {@code errors}, beside all, a part or none of the data. What is
 * about the whole request is thrown, what is about single fields is told with the rest.
 */
final class FirefliesAnswers {
    private final RetryAfter retryAfter;

    FirefliesAnswers(Clock clock) {
        this.retryAfter = new RetryAfter(clock);
    }

    /** @throws SourceException if no part of the answer can be used */
    FirefliesAnswer read(Answer answer) {
        if (answer.status() != 200) {
            throw failure(answer);
        }
        JsonNode content = JsonContent.of(answer, "Fireflies");
        List<FirefliesError> errors = errors(content);
        errors.stream().filter(FirefliesAnswers::isAboutEverything).findFirst().ifPresent(error -> {
            throw error.toException();
        });
        JsonNode data = content.path("data");
        if (data.isObject() && !data.isEmpty()) {
            return new FirefliesAnswer(data, errors);
        }
        if (!errors.isEmpty()) {
            throw errors.getFirst().toException();
        }
        throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Fireflies answered 200 with neither data nor an error");
    }

    /** Without a path, or such that no other field would fare better. */
    private static boolean isAboutEverything(FirefliesError error) {
        return error.path().isEmpty() || error.type() == FailureType.THROTTLED || error.type() == FailureType.AUTHENTICATION;
    }

    private List<FirefliesError> errors(JsonNode content) {
        return content.path("errors").valueStream().map(error -> FirefliesError.read(error, retryAfter)).toList();
    }

    private SourceException failure(Answer answer) {
        int status = answer.status();
        if (status >= 500) {
            return SourceException.aboutContent(FailureType.UNAVAILABLE, "Fireflies answered " + status);
        }
        if (status >= 300 && status < 400) {
            return SourceException.of(FailureType.CONFIGURATION, "Fireflies answered " + status
                    + ": a redirect, which is not followed with credentials: check BACKFILL_FIREFLIES_URL");
        }
        if (status == 403 && !answer.isJson()) {
            return SourceException.of(FailureType.UNAVAILABLE, "Fireflies' edge answered 403 with a page instead of JSON");
        }
        FirefliesErrorCodes.Meaning meaning = FirefliesErrorCodes.meaning("", status);
        return SourceException.of(meaning.type(), "Fireflies answered " + status + ": " + statedAdvice(answer, meaning));
    }

    /** Of an operation that is refused: the code inside says more than the status does, but never another kind of failure. */
    private String statedAdvice(Answer answer, FirefliesErrorCodes.Meaning meaning) {
        JsonNode content = answer.status() == 400 ? JsonContent.ofRefusal(answer, "Fireflies") : JsonContent.ofError(answer);
        return errors(content).stream()
                .filter(error -> error.type() == meaning.type())
                .map(error -> error.code() + ": " + error.advice())
                .findFirst()
                .orElse(meaning.advice());
    }
}
