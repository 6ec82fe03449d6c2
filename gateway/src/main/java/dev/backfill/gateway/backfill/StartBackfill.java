package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.run.Idempotency;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts a run: first its row, then its workflow. Whichever process dies in between, a retry with the same idempotency key finds the
 * row and starts the workflow under its id. Blocks.
 */
@Component
class StartBackfill {
    private static final int MOST_ATTEMPTS_AT_AN_ID = 10;

    private final RunStore runs;
    private final Idempotency idempotency;
    private final WorkflowStart workflows;
    private final RunIds ids;
    private final JsonMapper json;
    private final Clock clock;

    StartBackfill(RunStore runs, Idempotency idempotency, WorkflowStart workflows, RunIds ids, JsonMapper json, Clock clock) {
        this.runs = runs;
        this.idempotency = idempotency;
        this.workflows = workflows;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param principal who asks
     * @param key the idempotency key, if one was sent
     * @throws ProblemException of status 422 if the key stands for another request, 503 if Temporal does not answer
     */
    AcceptedView start(StartRequest request, String principal, Optional<String> key, String requestId) {
        NewRun wanted = newRun(request, principal, requestId);
        if (key.isPresent()) {
            return startUnderKey(request, wanted, principal, key.get());
        }
        if (!runs.insert(wanted)) {
            // Another start has drawn the same id since it was looked for.
            return start(request, principal, key, requestId);
        }
        try {
            workflows.start(wanted, request, request.parameters());
        } catch (RuntimeException failure) {
            forget(wanted, failure);
            throw failure;
        }
        return AcceptedView.of(wanted.id(), wanted.source(), RunState.REQUESTED);
    }

    private AcceptedView startUnderKey(StartRequest request, NewRun wanted, String principal, String key) {
        Idempotency.Claim claim = idempotency.claim(principal, key, RequestHash.of(request), wanted);
        if (!(claim instanceof Idempotency.Claim.Granted(String runId))) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "This " + IdempotencyKey.HEADER + " was sent before with another request.");
        }
        if (runId.equals(wanted.id())) {
            workflows.start(wanted, request, request.parameters());
            return AcceptedView.of(runId, wanted.source(), RunState.REQUESTED);
        }
        Run earlier = runs.find(runId).orElseThrow(() -> new IllegalStateException("a key stands for a run that is gone"));
        // A later state tells that a worker has begun. Once Temporal has forgotten a finished run, starting it would repeat it.
        if (earlier.state() == RunState.REQUESTED) {
            Map<String, Object> parameters = json.readValue(earlier.parameters(), new TypeReference<>() {});
            workflows.start(asAskedFor(earlier), request, parameters);
        }
        return AcceptedView.of(earlier.id(), earlier.source(), earlier.state());
    }

    private NewRun newRun(StartRequest request, String principal, String requestId) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String source = request.source().id();
        String id = ids.next(source, today);
        for (int attempt = 1; runs.find(id).isPresent(); attempt++) {
            if (attempt == MOST_ATTEMPTS_AT_AN_ID) {
                throw new IllegalStateException("no free id was found for a run of " + source);
            }
            id = ids.next(source, today);
        }
        return new NewRun(id, source, request.period().range(today), json.writeValueAsString(request.parameters()), requestId, principal);
    }

    private static NewRun asAskedFor(Run run) {
        return new NewRun(run.id(), run.source(), run.range(), run.parameters(), run.requestId(), run.requestedBy());
    }

    /** Nobody could ever retry a start without a key, so its row would wait for ever. */
    private void forget(NewRun run, RuntimeException failure) {
        try {
            runs.deleteRequested(run.id());
        } catch (RuntimeException alsoAway) {
            failure.addSuppressed(alsoAway);
        }
    }
}
