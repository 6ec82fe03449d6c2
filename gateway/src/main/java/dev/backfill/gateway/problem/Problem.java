package dev.backfill.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error (RFC 9457).
 *
 * @param status the same as the HTTP status
 * @param instance the path that was asked for
 * @param error the detail once more, in answers of old routes alone
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
    static Problem of(ProblemException problem, String instance, @Nullable String requestId, boolean withError) {
        ProblemType type = problem.type();
        return new Problem(
                type.uri(),
                type.title(),
                type.status().value(),
                String.valueOf(problem.getMessage()),
                instance,
                requestId,
                withError ? problem.getMessage() : null,
                problem.violations().isEmpty() ? null : problem.violations());
    }
}
