package dev.backfill.simulator.tempo;

import dev.backfill.simulator.fault.VendorErrors;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.json.Json;
import java.util.List;
import java.util.Map;

/** Errors in Tempo's shape. */
public final class TempoErrors {

    /** These errors, for what can go wrong with any vendor. */
    public static final VendorErrors FORM = TempoErrors::of;

    private TempoErrors() {}

    /** An error with one message. */
    public static Answer of(int status, String message) {
        return Answer.json(status, Json.bytes(Map.of("errors", List.of(Map.of("message", message)))));
    }

    /** 404 for a path that no route has. */
    public static Answer unknownPath(HttpCall call) {
        return of(404, "No endpoint %s %s".formatted(call.method(), call.path()));
    }

    /** 404 for a worklog that is not there or not to be seen. */
    public static Answer noWorklog(String id) {
        return of(404, "Worklog with id '%s' not found".formatted(id));
    }
}
