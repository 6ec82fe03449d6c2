package dev.backfill.gateway.openapi;

import dev.backfill.gateway.problem.ProblemType;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.EnumSet;
import java.util.Set;

/** The problems that the filters and readers before and around the routes answer. */
final class CommonProblems {
    private static final Set<HttpMethod> WITH_BODY = EnumSet.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private static final Set<ProblemType> OF_CREDENTIALS =
            EnumSet.of(ProblemType.UNAUTHENTICATED, ProblemType.FORBIDDEN, ProblemType.IDENTITY_PROVIDER_UNAVAILABLE);
    /** Every request is counted in PostgreSQL. */
    private static final Set<ProblemType> OF_LIMITS = EnumSet.of(
            ProblemType.TOO_MANY_REQUESTS, ProblemType.DATABASE_UNAVAILABLE, ProblemType.OVERLOADED, ProblemType.SHUTTING_DOWN);

    private CommonProblems() {}

    /** Whether requests of this path are counted: all but those of health. */
    static boolean isLimited(String path) {
        return !path.startsWith("/health/");
    }

    /**
     * @param open whether no credential is needed
     * @param strict whether unknown fields are refused
     */
    static Set<ProblemType> of(HttpMethod method, String path, boolean open, boolean strict) {
        // A credential that is sent twice is malformed, wherever it is sent.
        Set<ProblemType> problems =
                EnumSet.of(ProblemType.MALFORMED_REQUEST, ProblemType.NOT_ACCEPTABLE, ProblemType.INTERNAL_ERROR);
        if (!open) {
            problems.addAll(OF_CREDENTIALS);
        }
        if (isLimited(path)) {
            problems.addAll(OF_LIMITS);
        }
        if (strict) {
            problems.add(ProblemType.INVALID_PARAMETERS);
        }
        if (WITH_BODY.contains(method)) {
            problems.add(ProblemType.BODY_TOO_LARGE);
            problems.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        if (path.contains("{")) {
            // A value that is not spelled plainly names nothing.
            problems.add(ProblemType.NOT_FOUND);
        }
        return problems;
    }
}
