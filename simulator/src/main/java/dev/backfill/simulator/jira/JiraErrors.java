package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fault.VendorErrors;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Errors in Jira's shape and words. */
public final class JiraErrors {

    /** What Jira says of an issue that is not there or not to be seen. */
    public static final String NO_ISSUE = "Issue does not exist or you do not have permission to see it.";

    /** These errors, for what can go wrong with any vendor. */
    public static final VendorErrors FORM = new VendorErrors() {
        @Override
        public Answer of(int status, String message) {
            return JiraErrors.of(status, message);
        }

        @Override
        public Answer throttled(int status) {
            return JiraErrors.throttled(status);
        }
    };

    private JiraErrors() {}

    /** An error with one message. */
    public static Answer of(int status, String message) {
        return Answer.json(status, Json.bytes(Map.of("errorMessages", List.of(message), "errors", Map.of())));
    }

    /** 404 for a path that no route has. */
    public static Answer unknownPath(HttpCall call) {
        return of(404, "null for uri: " + call.path());
    }

    /** 429, and which of the limits it was. */
    static Answer throttled(int status) {
        Answer answer = of(status, "Rate limit exceeded.");
        return status == 429 ? answer.with("RateLimit-Reason", "jira-burst-based") : answer;
    }

    /** The answer to whoever asks for more at once than a fault permits. */
    static Optional<Answer> tooMany(Faults faults, String route, int asked) {
        return faults.fire(FaultKind.TOO_MANY, route)
                .filter(fault -> asked > fault.number("most", 0))
                .map(fault -> of(fault.number("status", 503), "The request asks for too much at once."));
    }

    /** 404 for an issue. */
    public static Answer noIssue() {
        return of(404, NO_ISSUE);
    }

    /** 400 for a body that is no JSON object. */
    static Answer badBody() {
        return of(400, "Invalid request payload. Refer to the REST API documentation and try again.");
    }
}
