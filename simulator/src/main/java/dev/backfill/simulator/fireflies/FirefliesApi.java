package dev.backfill.simulator.fireflies;

import dev.backfill.simulator.fault.Fault;
import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fault.WireFaults;
import dev.backfill.simulator.fireflies.error.ErrorCode;
import dev.backfill.simulator.fireflies.error.FirefliesError;
import dev.backfill.simulator.fireflies.graphql.FieldFaults;
import dev.backfill.simulator.fireflies.graphql.GraphqlEndpoint;
import dev.backfill.simulator.fireflies.graphql.GraphqlRequest;
import dev.backfill.simulator.fireflies.graphql.GraphqlResult;
import dev.backfill.simulator.fireflies.graphql.RemovedField;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.vendor.RequestCounts;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The one route of Fireflies: counts each call, lets faults happen to it, checks key and quota, and executes it. */
public final class FirefliesApi {

    /** Where it lies. */
    public static final String PATH = "/fireflies/graphql";

    private final GraphqlEndpoint endpoint;
    private final String token;
    private final FirefliesQuota quota;
    private final Faults faults;
    private final WireFaults wire;
    private final RequestCounts counts;
    private final InstantSource clock;

    /** @param token the one key that counts as good */
    public FirefliesApi(GraphqlEndpoint endpoint, String token, FirefliesQuota quota, Faults faults, RequestCounts counts,
            InstantSource clock) {
        this.endpoint = endpoint;
        this.token = token;
        this.quota = quota;
        this.faults = faults;
        this.wire = new WireFaults(faults, FirefliesErrors.FORM, clock);
        this.counts = counts;
        this.clock = clock;
    }

    /** Answers a call to {@link #PATH}. */
    public Answer answer(HttpCall call) {
        Optional<GraphqlRequest> request = GraphqlRequest.read(call.body());
        String route = request.map(GraphqlRequest::route).orElse("invalid");
        counts.add(route);
        return wire.around(route, () -> handle(call, request, route));
    }

    private Answer handle(HttpCall call, Optional<GraphqlRequest> request, String route) {
        if (!call.method().equals("POST")) {
            return FirefliesErrors.badRequest(405, "GraphQL only supports POST requests");
        }
        if (!hasKey(call) || faults.fire(FaultKind.CREDENTIALS_REVOKED, route).isPresent()) {
            return FirefliesErrors.of(200, FirefliesError.of(ErrorCode.AUTH_FAILED));
        }
        FirefliesQuota.Turn turn = quota.take();
        Answer answer = turn.refusal().orElseGet(() -> request.map(found -> execute(found, route))
                .orElseGet(() -> FirefliesErrors.badRequest(400, "POST body missing, invalid Content-Type, or JSON object has no query")));
        return answer.with(turn.headers());
    }

    private boolean hasKey(HttpCall call) {
        return call.header("authorization").filter(("Bearer " + token)::equals).isPresent();
    }

    private Answer execute(GraphqlRequest request, String route) {
        Optional<Answer> refusal = faults.fire(FaultKind.REMOVED_FIELD, route)
                .flatMap(removed -> RemovedField.refusal(request, removed.text("field", "host_email")));
        return refusal.orElseGet(() -> executeKnown(request, route));
    }

    private Answer executeKnown(GraphqlRequest request, String route) {
        Optional<Fault> fault = faults.fire(FaultKind.GRAPHQL_ERROR, route);
        if (fault.isEmpty()) {
            return GraphqlResult.of(endpoint.execute(request, new FieldFaults(faults, route))).answer();
        }
        FirefliesError error = error(fault.get());
        int status = fault.get().number("status", 200);
        return switch (fault.get().text("data", "none")) {
            case "null" -> FirefliesErrors.beside(status, error, null);
            case "empty" -> FirefliesErrors.beside(status, error, Map.of());
            case "kept" -> GraphqlResult.of(endpoint.execute(request, new FieldFaults(faults, route))).with(error).answer();
            default -> FirefliesErrors.of(status, error);
        };
    }

    private FirefliesError error(Fault fault) {
        FirefliesError error = FirefliesError.of(
                ErrorCode.of(fault.text("code", "")).orElse(ErrorCode.INTERNAL_SERVER_ERROR));
        int seconds = fault.number("retryAfterSeconds", -1);
        return seconds < 0 ? error : error.with(Map.of("retryAfter", clock.millis() + seconds * 1_000L));
    }
}
