package dev.backfill.simulator.tempo;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fault.WireFaults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.tempo.worklog.WorklogWriter;
import dev.backfill.simulator.tempo.worklog.Worklogs;
import dev.backfill.simulator.vendor.RequestCounts;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The routes of Tempo: counts each call, lets faults happen to it, and sends it where it belongs. */
public final class TempoApi {

    /** Where they lie. */
    public static final String ROOT = "/tempo/4/";

    private final String authorization;
    private final Faults faults;
    private final WireFaults wire;
    private final RequestCounts counts;
    private final RequestLimit limit;
    private final WorklogRoutes worklogs;

    /** @param token the one that is accepted */
    public TempoApi(String token, Worklogs worklogs, WorklogWriter writer, Faults faults, RequestCounts counts,
            RequestLimit limit, PageLimit pageLimit, InstantSource clock) {
        this.authorization = "Bearer " + token;
        this.faults = faults;
        this.wire = new WireFaults(faults, TempoErrors.FORM, clock);
        this.counts = counts;
        this.limit = limit;
        this.worklogs = new WorklogRoutes(worklogs, writer, faults, pageLimit);
    }

    /** @param handler answers those who may ask */
    private record Route(String name, Supplier<Answer> handler) {}

    /** Answers a call under {@link #ROOT}. */
    public Answer answer(HttpCall call) {
        Route route = route(call, call.path().substring(ROOT.length()).replaceFirst("/$", ""));
        counts.add(route.name());
        Optional<Answer> refusal = limit.take();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return wire.around(route.name(), () -> permitted(call, route));
    }

    private Answer permitted(HttpCall call, Route route) {
        boolean known = call.header("authorization").filter(authorization::equals).isPresent();
        if (!known || faults.fire(FaultKind.CREDENTIALS_REVOKED, route.name()).isPresent()) {
            return TempoErrors.of(401, "The access token is missing, expired or revoked");
        }
        if (faults.fire(FaultKind.FORBIDDEN, route.name()).isPresent()) {
            // The document has 404 for a list that may not be asked for; of single worklogs it says nothing.
            return route.name().startsWith("worklogs")
                    ? TempoErrors.of(404, "Authenticated user is missing permission to fulfill the request")
                    : TempoErrors.of(403, "You do not have permission to perform this operation");
        }
        return route.handler().get();
    }

    private Route route(HttpCall call, String path) {
        if (call.method().equals("GET") && path.equals("worklogs")) {
            String name = call.query().containsKey("updatedFrom") ? "worklogs:updated" : "worklogs";
            return new Route(name, () -> worklogs.list(call, name));
        }
        if (call.method().equals("GET") && path.matches("worklogs/[^/]+")) {
            return new Route("worklog", () -> worklogs.one(path.substring("worklogs/".length()), "worklog"));
        }
        return new Route("unknown", () -> TempoErrors.unknownPath(call));
    }
}
