package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workers.source.http.JsonContent;
import dev.backfill.workflows.failure.FailureType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What Fireflies' answers mean. Status 200 says nothing: errors are in {@code errors}, beside all, a part or none of the data. What is
 * about the whole request is thrown, what is about single fields is told with the rest.
 */
final class FirefliesAnswers {
    private final RetryAfter retryAfter;

    FirefliesAnswers(Clock clock) {
        this.retryAfter = new RetryAfter(clock);
    }

    /**
     * @param query what was asked
     * @throws SourceException if no part of the answer can be used
     */
    FirefliesAnswer read(Answer answer, FirefliesQuery query) {
        if (answer.status() != 200) {
            Map<String, String> notKnown = answer.status() == 400 ? query.named(ofSchema(errors(JsonContent.ofError(answer)))) : Map.of();
            if (notKnown.isEmpty()) {
                throw failure(answer);
            }
            return new FirefliesAnswer(MissingNode.getInstance(), List.of(), notKnown, null);
        }
        JsonNode content = JsonContent.of(answer, "Fireflies");
        List<FirefliesError> errors = errors(content);
        Map<String, String> notKnown = content.path("data").isEmpty() ? query.named(ofSchema(errors)) : Map.of();
        Optional<FirefliesError> ofThePlan = errors.stream()
                .filter(error -> query.asksForWhatPlansDifferIn() && error.isOfThePlan())
                .filter(error -> error.path().size() <= (query.isById() ? 0 : 1))
                .findFirst();
        return notKnown.isEmpty() && ofThePlan.isEmpty()
                ? read(content, errors, query.isById())
                : new FirefliesAnswer(MissingNode.getInstance(), errors, notKnown, ofThePlan.map(FirefliesError::words).orElse(null));
    }

    /** Of an operation that was not executed: those that say so by their code, or, as older servers, have none. */
    private static List<FirefliesError> ofSchema(List<FirefliesError> errors) {
        return errors.stream().filter(error -> error.code().isEmpty() || error.code().equals("GRAPHQL_VALIDATION_FAILED")).toList();
    }

    private static FirefliesAnswer read(JsonNode content, List<FirefliesError> errors, boolean isById) {
        errors.stream().filter(error -> isAboutEverything(error, isById)).findFirst().ifPresent(error -> {
            throw error.toException();
        });
        JsonNode data = content.path("data");
        if ((data.isObject() && !data.isEmpty()) || (isById && !errors.isEmpty())) {
            return new FirefliesAnswer(data, errors);
        }
        if (!errors.isEmpty()) {
            throw errors.getFirst().toException();
        }
        throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Fireflies answered 200 with neither data nor an error");
    }

    /** Without a path, unless it can be about one of those that were asked for by id; or such that no other field would fare better. */
    private static boolean isAboutEverything(FirefliesError error, boolean isById) {
        boolean isAboutOne = isById && (error.saysGone() || error.type() == FailureType.PERMISSION);
        return (error.path().isEmpty() && !isAboutOne) || error.type() == FailureType.THROTTLED || error.type() == FailureType.AUTHENTICATION;
    }

    private List<FirefliesError> errors(JsonNode content) {
        return content.path("errors").valueStream().map(error -> FirefliesError.read(error, retryAfter)).toList();
    }

    private SourceException failure(Answer answer) {
        int status = answer.status();
        if (status >= 500 || status == 408 || status == 413) {
            // Too much at once, as well: then fewer transcripts are asked for.
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
                .map(FirefliesError::reason)
                .findFirst()
                .orElse(meaning.advice());
    }
}
