package dev.backfill.gateway.plan;

import dev.backfill.gateway.backfill.Period;
import dev.backfill.gateway.backfill.PlannedStarts;
import dev.backfill.gateway.backfill.StartRequest;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.Violation;
import dev.backfill.store.plan.Plan;
import dev.backfill.workflows.plan.DriftReport;
import dev.backfill.workflows.plan.PlanRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Starts do exactly what their plan says, or are told what has changed. Blocks. */
@Component
class StartFromPlan implements PlannedStarts {
    private final Plans plans;
    private final ShortWorkflows workflows;
    private final WorkflowAnswers answers;
    private final JsonMapper json;

    StartFromPlan(Plans plans, ShortWorkflows workflows, WorkflowAnswers answers, JsonMapper json) {
        this.plans = plans;
        this.workflows = workflows;
        this.answers = answers;
        this.json = json;
    }

    @Override
    public StartRequest fixed(StartRequest asked) {
        return plans.look(Objects.requireNonNull(asked.planId())).map(plan -> fixed(asked, plan)).orElse(asked);
    }

    private StartRequest fixed(StartRequest asked, Plan plan) {
        return new StartRequest(
                asked.source(),
                new Period.Fixed(plan.range()),
                json.readValue(plan.parameters(), new TypeReference<>() {}),
                plan.parallelism(),
                plan.requestsPerSecond(),
                plan.id(),
                plan.mode());
    }

    @Override
    public StartRequest checked(StartRequest asked) {
        Plan plan = plans.require(Objects.requireNonNull(asked.planId()));
        if (!plan.source().equals(asked.source().id())) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETERS,
                    "violations names what is not allowed, and what is.",
                    List.of(Violation.inBody("/planId", "is a plan of " + plan.source() + ", not of " + asked.source().id())));
        }
        requireUsable(plan);
        requireUndrifted(plan);
        return fixed(asked, plan);
    }

    private void requireUsable(Plan plan) {
        String why = switch (plans.stateOf(plan)) {
            case READY -> null;
            case PLANNING -> "It is not ready yet: look at " + PlanView.path(plan.id()) + ".";
            case FAILED -> "Nothing became of it: " + plan.reason();
            case EXPIRED -> "It has expired: make another by a dry run.";
        };
        if (why != null) {
            throw new ProblemException(ProblemType.PLAN_UNUSABLE, why);
        }
    }

    private void requireUndrifted(Plan plan) {
        DriftReport report = answers.require(workflows.drift(new PlanRequest(plan.id(), plan.source())), DriftReport.class);
        if (report.total() > 0) {
            PlanDrift drift = new PlanDrift(plan.id(), report.total(), report.drifts().stream().map(DriftView::of).toList());
            throw new ProblemException(
                            ProblemType.PLAN_DRIFTED,
                            "The source differs from the plan in " + report.total() + " places: see drifts, and make another dry run.")
                    .withMember("planId", drift.planId())
                    .withMember("driftCount", drift.driftCount())
                    .withMember("drifts", drift.drifts());
        }
    }
}
