package dev.backfill.gateway.backfill;

import dev.backfill.gateway.metrics.GatewayMetrics;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.source.SourceAvailability;
import dev.backfill.store.run.Idempotency;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts a run: first its row, then its workflow. Whichever process dies in between, a retry with the same idempotency key finds the
 * row and starts the workflow under its id. Blocks.
 */
@Component
class StartBackfill {
    private static final Logger log = LoggerFactory.getLogger(StartBackfill.class);
    private static final int MOST_ATTEMPTS_AT_AN_ID = 10;

    private final RunStore runs;
    private final Idempotency idempotency;
    private final SourceAvailability availability;
    private final BatchAdmission batches;
    private final PlannedStarts plans;
    private final WorkflowStart workflows;
    private final RunIds ids;
    private final JsonMapper json;
    private final Clock clock;
    private final GatewayMetrics metrics;

    StartBackfill(
            RunStore runs,
            Idempotency idempotency,
            SourceAvailability availability,
            BatchAdmission batches,
            PlannedStarts plans,
            WorkflowStart workflows,
            RunIds ids,
            JsonMapper json,
            Clock clock,
            GatewayMetrics metrics) {
        this.runs = runs;
        this.idempotency = idempotency;
        this.availability = availability;
        this.batches = batches;
        this.plans = plans;
        this.workflows = workflows;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * @param principal who asks
     * @param key the idempotency key, if one was sent
     * @throws ProblemException of status 409 if no worker serves the source, or its batch was imported before, 422 if the key stands
     *     for another request, 503 if Temporal does not answer
     */
    AcceptedView start(StartRequest asked, String principal, Optional<String> key, String requestId) {
        return metrics.countingStart(asked.source().id(), () -> startOnce(asked, principal, key, requestId));
    }

    private AcceptedView startOnce(StartRequest asked, String principal, Optional<String> key, String requestId) {
        StartRequest request = asked.planId() == null ? asked : planned(asked, principal, key);
        for (int attempt = 1; attempt <= MOST_ATTEMPTS_AT_AN_ID; attempt++) {
            NewRun wanted = newRun(request, principal, requestId);
            try {
                return key.isPresent() ? startUnderKey(request, wanted, principal, key.get()) : startWithoutKey(request, wanted);
            } catch (DuplicateKeyException taken) {
                log.debug("{} is taken; another id is drawn", wanted.id());
            }
        }
        throw new IllegalStateException("no free id was found for a run of " + request.source().id());
    }

    private AcceptedView startWithoutKey(StartRequest request, NewRun wanted) {
        availability.require(request.source());
        if (!batches.admit(request, () -> runs.insert(wanted))) {
            throw new DuplicateKeyException("there is a run " + wanted.id() + " already");
        }
        try {
            workflows.start(wanted, request, request.parameters());
        } catch (RuntimeException failure) {
            forget(wanted, failure);
            throw failure;
        }
        return AcceptedView.of(wanted.id(), wanted.source(), RunState.REQUESTED);
    }

    /** A start that is sent again is not checked again. */
    private StartRequest planned(StartRequest asked, String principal, Optional<String> key) {
        boolean again = key.isPresent() && idempotency.find(principal, key.get(), RequestHash.of(asked)).isPresent();
        if (again) {
            return plans.fixed(asked);
        }
        availability.require(asked.source());
        return plans.checked(asked);
    }

    private AcceptedView startUnderKey(StartRequest request, NewRun wanted, String principal, String key) {
        Idempotency.Claim claim = claim(request, wanted, principal, key);
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

    /** A start that is asked for again is answered as before, also if it would no longer be accepted. */
    private Idempotency.Claim claim(StartRequest request, NewRun wanted, String principal, String key) {
        byte[] hash = RequestHash.of(request);
        Optional<Idempotency.Claim> earlier = idempotency.find(principal, key, hash);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            availability.require(request.source());
            return batches.admit(request, () -> idempotency.claim(principal, key, hash, wanted));
        } catch (ProblemException refused) {
            // The same start may have been accepted since the key was looked for.
            return idempotency.find(principal, key, hash).orElseThrow(() -> refused);
        }
    }

    private NewRun newRun(StartRequest request, String principal, String requestId) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String source = request.source().id();
        return new NewRun(
                ids.next(source, today),
                source,
                request.period().range(today, request.source().daysAhead()),
                json.writeValueAsString(request.parameters()),
                requestId,
                principal,
                request.planId(),
                request.parallelism(),
                request.scope(),
                request.mode());
    }

    private static NewRun asAskedFor(Run run) {
        return new NewRun(run.id(), run.source(), run.range(), run.parameters(), run.requestId(), run.requestedBy(), null, null,
                // What was selected stands in its rows.
                new RunScope(run.retryOf(), run.refetchOf(), run.selective(), List.of()), run.mode());
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
