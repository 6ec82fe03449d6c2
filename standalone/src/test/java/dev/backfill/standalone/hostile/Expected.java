package dev.backfill.standalone.hostile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must come of a request.
 *
 * @param statuses any of these, 0 meaning that the connection is closed without an answer; of several answers the last of them
 * @param problem the last part of the problem's type, or none
 * @param places of the violations, in their order; none if they are not looked at
 * @param headers patterns by name; an empty one says that the header is absent
 * @param starts how many runs it starts, which for nearly all is none
 */
public record Expected(List<Integer> statuses, String problem, List<String> places, Map<String, String> headers, int starts) {
    static final String NONE = "none";

    static Expected problem(int status, String type) {
        return new Expected(List.of(status), type, List.of(), Map.of(), 0);
    }

    /** Not a problem: what was forged is ignored. */
    static Expected answered(int status) {
        return new Expected(List.of(status), NONE, List.of(), Map.of(), 0);
    }

    /** The connection is closed; or the problem is told before, if there is still time for it. */
    static Expected cutOff(int status, String type) {
        return new Expected(List.of(0, status), type, List.of(), Map.of(), 0);
    }

    static Expected unauthenticated() {
        return problem(401, "unauthenticated");
    }

    static Expected malformed() {
        return problem(400, "malformed-request");
    }

    /** @param places pointers into the body, and names of parameters */
    static Expected invalid(String... places) {
        return new Expected(List.of(400), "invalid-parameters", List.of(places), Map.of(), 0);
    }

    static Expected notFound() {
        return problem(404, "not-found");
    }

    Expected with(String header, String pattern) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, pattern);
        return new Expected(statuses, problem, places, more, starts);
    }

    Expected starting(int runs) {
        return new Expected(statuses, problem, places, headers, runs);
    }

    @Override
    public String toString() {
        return statuses + " " + problem;
    }
}
