package dev.backfill.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error (RFC 9457).
 *
 * @param status the same as the HTTP status
 * @param instance the path that was asked for
 * @param error the whole reason in one text, in answers of old routes alone, whose callers look at nothing else
 * @param violations what is wrong with the request, all of it; absent if nothing can be pointed at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable String requestId,
        @Nullable String error,
        @Nullable List<Violation> violations) {
    /** The detail, or, where it only points at them, everything that is wrong. */
    private static String reason(ProblemException problem) {
        return problem.type() != ProblemType.INVALID_PARAMETERS || problem.violations().isEmpty()
                ? String.valueOf(problem.getMessage())
                : problem.violations().stream().map(Violation::sentence).collect(Collectors.joining("; "));
    }

    static Problem of(ProblemException problem, String instance, @Nullable String requestId, boolean withError) {
        ProblemType type = problem.type();
        return new Problem(
                type.uri(),
                type.title(),
                type.status().value(),
                String.valueOf(problem.getMessage()),
                instance,
                requestId,
                withError ? reason(problem) : null,
                problem.violations().isEmpty() ? null : problem.violations());
    }
}
