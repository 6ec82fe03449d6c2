package dev.backfill.gateway.plan;

import dev.backfill.gateway.backfill.RunIds;
import dev.backfill.gateway.backfill.StartRequest;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.source.SourceAvailability;
import dev.backfill.store.plan.NewPlan;
import dev.backfill.store.plan.Plan;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.workflows.plan.PlanRequest;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes plans by dry runs, and shows them. Blocks. */
@Component
class Plans {
    private static final String PREFIX = "plan-";

    private final PlanStore store;
    private final SourceAvailability availability;
    private final ShortWorkflows workflows;
    private final WorkflowAnswers answers;
    private final RunIds ids;
    private final JsonMapper json;
    private final Clock clock;

    Plans(
            PlanStore store,
            SourceAvailability availability,
            ShortWorkflows workflows,
            WorkflowAnswers answers,
            RunIds ids,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.availability = availability;
        this.workflows = workflows;
        this.answers = answers;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Makes a plan.
     *
     * @return what became of it by the end of a caller's patience; it may still be {@code PLANNING}
     * @throws ProblemException of status 409 if no worker serves the source, 503 if Temporal does not answer
     */
    PlanView make(StartRequest asked, String principal, String requestId) {
        availability.require(asked.source());
        store.removeOld();
        NewPlan plan = inserted(asked, principal, requestId);
        WorkflowStub workflow;
        try {
            workflow = workflows.plan(new PlanRequest(plan.id(), plan.source()), requestId);
        } catch (RuntimeException failure) {
            forget(plan, failure);
            throw failure;
        }
        answers.awaitEnd(workflow);
        return find(plan.id());
    }

    private NewPlan inserted(StartRequest asked, String principal, String requestId) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        NewPlan plan;
        do {
            String source = asked.source().id();
            plan = new NewPlan(
                    PREFIX + ids.next(source, today),
                    source,
                    asked.period().range(today, asked.source().daysAhead()),
                    json.writeValueAsString(asked.parameters()),
                    asked.parallelism(),
                    asked.requestsPerSecond(),
                    requestId,
                    principal,
                    asked.mode());
        } while (!store.insert(plan));
        return plan;
    }

    private void forget(NewPlan plan, RuntimeException failure) {
        try {
            store.deletePlanning(plan.id());
        } catch (RuntimeException alsoAway) {
            failure.addSuppressed(alsoAway);
        }
    }

    /** @throws ProblemException of status 404 if there is no plan of this id, or none can have it */
    PlanView find(String id) {
        Plan plan = require(id);
        return PlanView.of(plan, store.partitions(id), json.readTree(plan.parameters()), clock.instant());
    }

    Plan require(String id) {
        return look(id).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_PLAN, "No plan has this id. Make one by a dry run."));
    }

    Optional<Plan> look(String id) {
        boolean wellFormed = id.startsWith(PREFIX) && RunIds.isWellFormed(id.substring(PREFIX.length()));
        return wellFormed ? store.find(id) : Optional.empty();
    }

    PlanView.State stateOf(Plan plan) {
        return PlanView.state(plan, clock.instant());
    }
}
