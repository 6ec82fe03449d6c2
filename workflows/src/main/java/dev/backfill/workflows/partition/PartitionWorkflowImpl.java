package dev.backfill.workflows.partition;

import dev.backfill.workflows.ActivityPolicies;
import dev.backfill.workflows.SearchAttributes;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.PlanActivities;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.quota.QuotaWait;
import dev.backfill.workflows.run.RunActivities;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.VerifyActivities;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.Locale;

/** Census, windows, changes, final census, comparison, refetch, verdict: in this order, each step resumable. */
public class PartitionWorkflowImpl implements PartitionWorkflow {
    /** Keeps a history, with the longest step that may follow, under 2,000 events. */
    private static final int LONG_HISTORY = 1_300;

    private final RunActivities runs = Workflow.newActivityStub(RunActivities.class, ActivityPolicies.bookkeeping());
    private final PlanActivities plans;
    private final VerifyActivities proofs;
    private final PartitionReference partition;
    private final WindowPulls pulls;
    private final QuotaWait quota;
    private String step = "starting";

    @WorkflowInit
    public PartitionWorkflowImpl(PartitionRequest request) {
        partition = request.partition();
        plans = Workflow.newActivityStub(PlanActivities.class, ActivityPolicies.planning(partition.source()));
        proofs = Workflow.newActivityStub(VerifyActivities.class, ActivityPolicies.planning(partition.source()));
        pulls = new WindowPulls(request.windowsAtOnce(), request.paused());
        quota = new QuotaWait(partition.source(), new SteeredPartition(partition.key(), pulls, this::show));
    }

    @Override
    public PartitionResult pullPartition(PartitionRequest request) {
        PartitionResult result;
        try {
            result = pullAndProve(request);
        } catch (TemporalFailure failure) {
            if (Failures.isCancelled(failure)) {
                Workflow.newDetachedCancellationScope(() -> finish(cancelled())).run();
                throw failure;
            }
            result = failed(failure);
        }
        finish(result);
        return result;
    }

    private PartitionResult pullAndProve(PartitionRequest request) {
        if (!request.planned()) {
            pull(request, WindowKind.CENSUS, "taking the census");
            step("cutting windows");
            quota.retrying(() -> plans.planWindows(partition));
        }
        pullRecords(request);
        pull(request, WindowKind.CHANGES, "catching up with changes");
        pull(request, WindowKind.FINAL_CENSUS, "taking the final census");
        long different = compare();
        while (different == VerifyActivities.LIST_AGAIN) {
            pull(request, WindowKind.FINAL_CENSUS, "taking the final census again, as witnesses disagree");
            different = compare();
        }
        if (different > 0) {
            pull(request, WindowKind.REFETCH, "fetching again what differs");
        }
        step("concluding");
        return quota.retrying(() -> proofs.conclude(partition));
    }

    private long compare() {
        step("comparing");
        return quota.retrying(() -> proofs.compare(partition));
    }

    private void pullRecords(PartitionRequest request) {
        step("pulling records");
        while (pulls.pullSome(runs, partition, WindowKind.RECORDS, quota)) {
            if (isHistoryLong()) {
                Workflow.continueAsNew(request.continued(true, pulls.isPaused()));
            }
        }
    }

    /** Until a listing finds no window of this kind open. */
    private void pull(PartitionRequest request, WindowKind kind, String what) {
        step(what);
        while (pulls.pullSome(runs, partition, kind, quota)) {
            // A listing may take many days of a small quota. What is fetched again has been compared already, which is not done twice.
            if (pulls.isExhausted() && kind != WindowKind.REFETCH && isHistoryLong()) {
                boolean planned = request.planned() || kind != WindowKind.CENSUS;
                Workflow.continueAsNew(request.continued(planned, pulls.isPaused()));
            }
        }
    }

    private static boolean isHistoryLong() {
        return Workflow.getInfo().isContinueAsNewSuggested() || Workflow.getInfo().getHistoryLength() > LONG_HISTORY;
    }

    private void step(String what) {
        step = what;
        show();
    }

    private void show() {
        Workflow.setCurrentDetails(partition.key() + ": " + quota.describe(step));
    }

    private void finish(PartitionResult result) {
        step(result.state().name().toLowerCase(Locale.ROOT));
        runs.finishPartition(partition, result);
        Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(result.state().name()));
    }

    private static PartitionResult cancelled() {
        return PartitionResult.endedEarly(PartitionState.CANCELLED, null, "cancelled; what is stored stays");
    }

    private static PartitionResult failed(TemporalFailure failure) {
        FailureType type = Failures.typeOf(failure);
        PartitionState state = type == FailureType.ACCESS_LOST ? PartitionState.ACCESS_LOST : PartitionState.FAILED;
        return PartitionResult.endedEarly(state, type.name(), Failures.messageOf(failure));
    }

    @Override
    public void pause() {
        pulls.pause();
    }

    @Override
    public void resume() {
        pulls.resume();
    }

    @Override
    public PartitionProgress progress() {
        return new PartitionProgress(partition.key(), quota.describe(step), pulls.isPaused(), pulls.pulled());
    }
}
