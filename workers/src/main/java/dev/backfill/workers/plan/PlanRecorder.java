package dev.backfill.workers.plan;

import dev.backfill.store.plan.PlanStore;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workflows.plan.PlanRecordActivities;
import org.springframework.stereotype.Component;

/** The dry runs' bookkeeping in PostgreSQL. */
@Component
public class PlanRecorder implements PlanRecordActivities {
    private final PlanStore plans;
    private final FailureTranslator translator;

    public PlanRecorder(PlanStore plans, FailureTranslator translator) {
        this.plans = plans;
        this.translator = translator;
    }

    @Override
    public void failPlan(String planId, String failureType, String reason) {
        translator.translating("end of " + planId, () -> {
            plans.fail(planId, failureType, reason);
            return planId;
        });
    }
}
