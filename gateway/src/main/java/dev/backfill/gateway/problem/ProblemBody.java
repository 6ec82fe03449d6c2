package dev.backfill.gateway.problem;

import tools.jackson.databind.json.JsonMapper;

/** A problem as JSON, for answers that are given before there is an exchange. */
public final class ProblemBody {
    private ProblemBody() {}

    /** @param instance the path that was asked for */
    public static byte[] of(ProblemException problem, String instance, String requestId, JsonMapper json) {
        return json.writeValueAsBytes(Problem.of(problem, instance, requestId, false));
    }
}
